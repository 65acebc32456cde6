import { beforeAll, expect, test } from "vitest";
import type { IngestResult, Lake } from "../../../../lib/src/data/index.js";
import { tempDir, tempLake, tempLakeForFile, writeText } from "../lakes.js";
import { csv, day } from "./halfHours.js";

const OPTIONS = { dataset: "us", frequency: "30m", label: "end", zone: "America/New_York" } as const;

const write = (lines: readonly string[]) => writeText(tempDir(), "bars.csv", csv(lines));

const FIRST = [...day("2023-12-28", ["AAA", "BBB"]), ...day("2023-12-29", ["AAA"])];
const NEXT = [...day("2024-01-02", ["AAA", "CCC"]), "BBB,2024-01-02 03:00,1,1,1,1,1"];
const WHOLE = [...FIRST, ...NEXT];

let lake: Lake;
let appended: IngestResult;

beforeAll(async () => {
  lake = tempLakeForFile();
  const folder = lake.dir.replace(/lake$/, "");
  await lake.ingestBars(writeText(folder, "first.csv", csv(FIRST)), OPTIONS);
  appended = await lake.appendBars(writeText(folder, "next.csv", csv(NEXT)), { dataset: "us" });
});

test("what is appended is as if it had been ingested with the rest", async () => {
  const other = tempLake();
  const whole = await other.ingestBars(write(WHOLE), OPTIONS);
  expect(appended.fingerprint).toBe(whole.fingerprint);
  for (const key of [
    "rows",
    "symbols",
    "sessions",
    "from",
    "to",
    "partitions",
    "quarantined",
    "intraday",
  ] as const) {
    expect(appended.entry[key]).toEqual(whole.entry[key]);
  }
  const [a, b] = await Promise.all([lake, other].map((each) => each.bars("us").daily()));
  for (const name of a.fields) expect(a.panel(name).values).toEqual(b.panel(name).values);
  expect(await lake.bars("us").symbols()).toEqual(["AAA", "BBB", "CCC"]);
});

test("it is one new file, beside those that are kept", async () => {
  const paths = appended.entry.files.filter(({ kind }) => kind === "bars").map(({ path }) => path);
  expect(paths).toEqual([
    "raw/us/v1/bars/symbol=AAA/year=2023/bars.parquet",
    "raw/us/v1/bars/symbol=BBB/year=2023/bars.parquet",
    "raw/us/v2/bars/year=2024/tail.parquet",
  ]);
  expect((await lake.verify("us")).ok).toBe(true);
  expect((await lake.quarantine("us")).rows).toHaveLength(1);
  expect(lake.bars("us", { version: "v1" }).span.last).toBe("2023-12-29");
});

test("SQL sees all bars, and of a moment those that had ended", async () => {
  const counted = await lake.sql`SELECT count(*) AS n, max(time) AS last FROM us`;
  expect(counted.objects()).toEqual([{ n: 65, last: new Date("2024-01-02T21:00Z") }]);
  const before = await lake.sql({ asOf: "2023-12-29T15:31:00Z" })`SELECT count(*) AS n FROM us WHERE regular`;
  expect(before.objects()).toEqual([{ n: 28 }]);
});

test("the same again is unchanged; a part of it is dropped, the rest added", async () => {
  const other = tempLake();
  await other.ingestBars(write(FIRST), OPTIONS);
  expect((await other.appendBars(write(FIRST), { dataset: "us" })).outcome).toBe("unchanged");
  const { entry } = await other.appendBars(write(WHOLE.slice(-60)), { dataset: "us" });
  expect(entry.partitions).toEqual(appended.entry.partitions);
  expect(entry.change).toEqual({ kind: "append", added: 26, restated: 0, removed: 0 });
});

test("a dataset that does not exist yet is refused, and nothing is changed", async () => {
  await expect(lake.appendBars(write(NEXT), { dataset: "eu" })).rejects.toThrow("ingest it first");
  expect(lake.history("us")).toHaveLength(2);
});
