import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Lake } from "../../../lib/src/data/index.js";
import { csv, DAYS, HEADER, soundBars, tempDir, tempLake, writeText } from "./lakes.js";
import { oldLake } from "./oldLake.js";

const LINES = soundBars();
const day = (n: number) => LINES.filter((line) => line.startsWith(DAYS[n]));

/** Five versions: ten days, then two appended days, then a restatement of AAA on the fifth day, then a bad row. */
async function appended(): Promise<Lake> {
  const [lake, dir] = [tempLake(), tempDir()];
  const file = (name: string, lines: readonly string[], header = HEADER) =>
    writeText(dir, `${name}.csv`, csv(lines, header));
  const first = LINES.filter((line) => DAYS.indexOf(line.slice(0, 10)) < 10);
  await lake.ingest(file("first", first), { dataset: "d" });
  await lake.append(file("tenth", day(10)), { dataset: "d", known: "bar" });
  await lake.append(file("next", day(11)), { dataset: "d", known: "bar" });
  const restated = day(4)[0].replace(/,([^,]*)$/, `,9,${DAYS[8]}`);
  await lake.append(file("restated", [restated], `${HEADER},known`), { dataset: "d" });
  await lake.append(file("bad", ["2020-01-31,AAA,1,1,1,0,1"]), { dataset: "d" });
  return lake;
}

async function answers(lake: Lake): Promise<string[]> {
  const asked = [{}, { asOf: DAYS[7] }, { asOf: DAYS[8] }, { revision: "first" as const }];
  return Promise.all(asked.map(async (options) => (await lake.market("d", options)).fingerprint));
}

describe("the versions of a dataset", () => {
  it("are shown with what they changed", async () => {
    const lake = await appended();
    const table = lake.changes("d");
    expect(
      table.rows.map(({ version, change, added, restated, quarantined, source }) => [
        version,
        change,
        added,
        restated,
        quarantined,
        source,
      ]),
    ).toEqual([
      ["v1", "ingest", 30, 0, 0, "first.csv"],
      ["v2", "append", 3, 0, 0, "tenth.csv"],
      ["v3", "append", 3, 0, 0, "next.csv"],
      ["v4", "append", 0, 1, 0, "restated.csv"],
      ["v5", "append", 0, 0, 1, "bad.csv"],
    ]);
    expect(lake.status().rows[0]).toMatchObject({ version: "v5", frequency: "1d", rows: 36 });
  });

  it("of an ingest of the whole as well: what it adds to, changes of, and takes from the one before", async () => {
    const [lake, dir] = [tempLake(), tempDir()];
    const file = (lines: readonly string[]) => writeText(dir, "whole.csv", csv(lines));
    await lake.ingest(file([...LINES, "2019-12-31,AAA,20,21,19,20,5"]), { dataset: "d" });
    const restated = LINES.slice(1).map((line, i) => (i === 3 ? line.replace(/,[^,]*$/, ",77") : line));
    const { entry } = await lake.ingest(
      file([...restated, "2019-12-31,AAA,20,21,19,20,5", "2020-02-03,AAA,20,21,19,20,5"]),
      { dataset: "d" },
    );
    expect(entry.change).toEqual({ kind: "ingest", added: 1, restated: 1, removed: 1 });
  });

  it("share files: a line of the manifest names only what differs from the one before", async () => {
    const lake = await appended();
    const lines = readFileSync(join(lake.dir, "raw/d/manifest.jsonl"), "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).files.length)).toEqual([6, 2, 2, 2, 1]);
    expect(lake.version("d").files.length).toBe(10);
    expect((await lake.verify("d", { all: true })).files.length).toBe(13);
    writeFileSync(join(lake.dir, "raw/d/manifest.jsonl"), [lines[0], ...lines.slice(2)].join("\n"));
    expect(() => lake.history("d")).toThrow(/line 2 of the manifest of d is damaged/);
  });

  it("can be rolled back, and the rollback as well", async () => {
    const lake = await appended();
    const before = await answers(lake);
    const back = await lake.rollback("d", "v2");
    expect([back.outcome, back.entry.version, back.entry.rows]).toEqual(["published", "v6", 33]);
    expect(lake.changes("d").rows.at(-1)).toMatchObject({ change: "rollback to v2", rows: 33 });
    expect((await lake.market("d")).time.length).toBe(11);
    expect((await lake.rollback("d", "v2")).outcome).toBe("unchanged");
    await lake.rollback("d", "v5");
    expect(await answers(lake)).toEqual(before);
    expect((await lake.verify("d", { all: true })).ok).toBe(true);
    expect(() => lake.rollback("d", "v9")).toThrow(/d has no such version; it has v1, v2/);
  });

  it("of schema 1 can be rolled back to, and appended to again", async () => {
    const lake = oldLake();
    await lake.rollback("bars", "v1");
    expect(lake.version("bars")).toMatchObject({ version: "v3", rows: 39 });
    const path = writeText(tempDir(), "a.csv", csv(["2020-01-15,AAA,20,21,19,20,5"]));
    expect((await lake.append(path, { dataset: "bars" })).entry.rows).toBe(40);
    expect((await lake.market("bars")).time.length).toBe(21);
  });
});

describe("a compaction", () => {
  it("merges files; content, record and fingerprint stay", async () => {
    const lake = await appended();
    const before = await answers(lake);
    const { entry, outcome } = await lake.compact("d");
    expect([outcome, entry.version, entry.fingerprint]).toEqual([
      "published",
      "v6",
      lake.version("d", "v5").fingerprint,
    ]);
    const bars = entry.files.filter(({ partition }) => partition);
    expect(bars.map(({ kind, rows }) => [kind, rows])).toEqual([
      ["bars", 36],
      ["restated", 1],
    ]);
    expect(new Set(before).size).toBe(4);
    expect(await answers(lake)).toEqual(before);
    expect((await lake.quarantine("d")).rows.length).toBe(1);
    expect((await lake.compact("d")).outcome).toBe("unchanged");
    const path = writeText(tempDir(), "a.csv", csv(day(12)));
    expect((await lake.append(path, { dataset: "d" })).entry.change).toMatchObject({ added: 3, restated: 0 });
  });
});

describe("a collection of versions", () => {
  it("deletes files that only old versions need, and says so to those who ask for them", async () => {
    const lake = await appended();
    await lake.compact("d");
    const before = await answers(lake);
    expect(lake.collect({ superseded: 1 })).toMatchObject({ files: 0, versions: [] });
    const { files, versions } = lake.collect({ superseded: 0 });
    expect(versions).toEqual(["d v1", "d v2", "d v3", "d v4", "d v5"]);
    expect(files).toBeGreaterThan(8);
    expect(existsSync(join(lake.dir, "raw/d/v2"))).toBe(false);
    expect(await answers(lake)).toEqual(before);
    expect((await lake.verify("d", { all: true })).ok).toBe(true);
    expect(lake.changes("d").rows[0].files).toMatch(/^deleted 20/);
    await expect(lake.market("d", { version: "v2" })).rejects.toThrow(
      /files of d v2 were deleted on .*use v6/,
    );
    expect(() => lake.rollback("d", "v1")).toThrow(/were deleted/);
    expect(lake.collect({ superseded: 0 })).toMatchObject({ files: 0, versions: [] });
    expect(readdirSync(join(lake.dir, "locks"))).toEqual([]);
  });
});
