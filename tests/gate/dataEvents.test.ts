import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLake, publishSynthetic } from "../../lib/dist/data/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";
import { makeProject, type Project } from "../support/project.js";

let project: Project;
let file: string;
const symbols = syntheticMarket({ seed: 3, symbols: 8, years: 2 }).assets.symbols;

/** Twelve reports per symbol, one every 30 days, of which the last line cannot be read. */
function reports(surprise: (i: number) => number): string {
  const rows = symbols.flatMap((symbol) =>
    Array.from({ length: 12 }, (_, i) => {
      const [year, month, day] = new Date(Date.UTC(2018, 1, 1 + 30 * i))
        .toISOString()
        .slice(0, 10)
        .split("-");
      const surp = surprise(i);
      return `${symbol},${month}/${day}/${year.slice(2)},,1,${1 + surp},post,${surp}`;
    }),
  );
  return ["symbol,date,qtr,eps_est,eps,release_time,surp", ...rows, "AAA,soon,,1,2,post,1", ""].join("\n");
}

beforeAll(async () => {
  project = makeProject();
  const market = syntheticMarket({ seed: 3, symbols: 8, years: 2 });
  await publishSynthetic(openLake(join(project.dir, "data")), market, { dataset: "small" });
  file = join(project.dir, "reports.csv");
  writeFileSync(
    file,
    reports((i) => (i % 3) - 1),
  );
}, 120_000);
afterAll(() => project.remove());

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await project.assay(...args, "--json");
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

test("a file is checked, kept, used by factors and SQL, rolled back and verified, all by command", async () => {
  const { kinds, kept: none } = await json("data", "events");
  expect([kinds.length, none]).toEqual([7, []]);
  const { factors } = await json("data", "events", "--kind", "earnings");
  expect(factors).toContain("sue");

  const check = ["data", "events", "--file", file, "--kind", "earnings"];
  const checked = await json(...check);
  expect(checked).toMatchObject({
    rows: 97,
    events: 96,
    refused: 1,
    symbols: 8,
    happened: ["2018-02-01", "2018-12-28"],
  });
  expect(checked.reasons).toEqual({ "cannot be read: date, as %m/%d/%y": 1 });
  expect(checked.delayDays.median).toBeCloseTo(1.17, 1);
  expect((await json("data", "events")).kept).toEqual([]);

  const evaluate = ["factors", "eval", "sue", "--dataset", "small", "--out", "sue.csv"];
  const refused = await project.assay(...evaluate);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toMatch(/no events of this name.*assay data events --file FILE --kind KIND --keep/);

  const { kept } = await json(...check, "--keep");
  expect([kept.version, kept.source.name]).toEqual(["v1", "reports.csv"]);
  expect((await json(...check, "--keep")).kept.version).toBe("v1");
  expect((await json(...evaluate)).values).toBeGreaterThan(500);

  writeFileSync(file, reports(Math.sin));
  expect((await json(...check, "--keep")).kept.version).toBe("v2");
  expect((await json("data", "events", "rollback", "earnings", "v1")).rollbackTo).toBe("v1");
  const { versions } = await json("data", "events", "history", "earnings");
  expect(versions.map((each: { version: string }) => each.version)).toEqual(["v1", "v2", "v3"]);
  const history = await project.assay("data", "events", "history", "earnings");
  expect(history.stdout).toMatch(/rollback to v1 .*v3 .*reports\.csv \([0-9a-f]{12}\)/);
  const { ok, files } = await json("data", "verify");
  expect([ok, files.some(({ dataset }: { dataset: string }) => dataset === "events/earnings")]).toEqual([
    true,
    true,
  ]);
  const lake = openLake(join(project.dir, "data"));
  const rows = await lake.sql`SELECT count(*) AS n FROM events.earnings`;
  expect(rows.get("n", 0)).toBe(96);
}, 300_000);

test("columns that hold the future are refused by name, and kept out when they are dropped", async () => {
  const path = join(project.dir, "scores.csv");
  writeFileSync(path, "symbol,known,score,ret_5d\nAAA,2018-02-01,1,0.1\nBBB,2018-02-02,2,0.2\n");
  const check = ["data", "events", "--file", path, "--kind", "table", "--name", "scores"];
  const refused = await project.assay(...check);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/ret_5d.*--drop ret_5d/)]);
  const checked = await json(...check, "--drop", "ret_*");
  expect([checked.name, checked.events, Object.keys(checked.fields)]).toEqual(["scores", 2, ["score"]]);
  for (const wrong of [["--keep"], ["--file", path], ["--kind", "tables"]]) {
    expect((await project.assay("data", "events", ...wrong)).code, wrong.join(" ")).toBe(2);
  }
}, 120_000);
