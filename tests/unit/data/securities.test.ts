import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openLake } from "../../../lib/src/data/index.js";

let root: string;
const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(root, name), `${lines.join("\n")}\n`);
  return join(root, name);
};
const bar = (date: string, symbol: string, close: number) =>
  `${date},${symbol},${close},${close},${close},${close},100`;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "assay-securities-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bars = () =>
  file("bars.csv", [
    "date,symbol,open,high,low,close,volume",
    ...[bar("2016-10-28", "AA", 28), bar("2016-10-31", "AA", 28), bar("2016-11-01", "ARNC", 20)],
    ...[bar("2016-11-01", "AA", 23), bar("2016-11-02", "ARNC", 19), bar("2016-11-02", "AA", 24)],
  ]);

it("makes one series of a company that changed its symbol, and two of a symbol that was taken over", async () => {
  const securities = file("securities.csv", [
    "symbol,security,from,to",
    "AA,HWM,,2016-11-01",
    "ARNC,HWM,2016-11-01,",
  ]);
  const actions = file("actions.csv", [
    "symbol,date,kind,value",
    "AA,2016-10-31,dividend,1",
    "AA,2016-11-02,split,2",
  ]);
  const sectors = file("sectors.csv", ["symbol,sector", "AA,Materials", "ARNC,Industrials"]);
  const lake = openLake(root);
  await lake.ingest(bars(), { dataset: "us", securities, actions, sectors });
  const market = await lake.market("us");
  expect(market.assets.symbols).toEqual(["AA", "HWM"]);
  expect([...market.panel("raw.close").series("HWM")]).toEqual([28, 28, 20, 19]);
  expect([...market.panel("raw.close").series("AA")]).toEqual([Number.NaN, Number.NaN, 23, 24]);
  expect(market.actions.map(({ symbol, kind }) => [symbol, kind])).toEqual([
    ["HWM", "dividend"],
    ["AA", "split"],
  ]);
  const { codes, names } = market.group("sector");
  expect(Array.from(codes, (code) => names[code])).toEqual(["Materials", "Industrials"]);
  expect((await lake.ingest(bars(), { dataset: "us", securities, actions, sectors })).outcome).toBe(
    "unchanged",
  );
});

it("refuses a file that cannot be meant", async () => {
  const lake = openLake(root);
  const ingested = (lines: readonly string[]) =>
    lake.ingest(bars(), { dataset: "bad", securities: file("s.csv", ["symbol,security,from,to", ...lines]) });
  await expect(ingested(["AA,X,2016-01-01,2017-01-01", "AA,Y,2016-06-01,"])).rejects.toThrow(
    /one security at a time/,
  );
  await expect(ingested(["AA,X,2017-01-01,2016-01-01"])).rejects.toThrow(/the first comes before the second/);
  await expect(ingested(["AA,X,soon,"])).rejects.toThrow(/the first comes before the second/);
  expect(lake.datasets()).not.toContain("bad");
});
