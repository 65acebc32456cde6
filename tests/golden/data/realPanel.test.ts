import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { IngestResult, Lake } from "../../../lib/src/data/index.js";
import { tempLakeForFile } from "../../unit/data/lakes.js";

const REAL = process.env.ASSAY_REAL_DATA ?? resolve("../shared/data");
const PANEL = resolve(REAL, "panel/sp500_daily_20130208_20180207.csv.gz");

/** Made by panel_quality.py with pandas. */
const golden = JSON.parse(readFileSync(new URL("./panel_quality.json", import.meta.url), "utf8"));

describe.skipIf(!existsSync(PANEL))("the real panel", () => {
  let lake: Lake;
  let result: IngestResult;

  beforeAll(async () => {
    lake = tempLakeForFile();
    result = await lake.ingest(PANEL, { dataset: "sp500" });
  }, 120_000);

  it("is published but for the rows that pandas finds bad", async () => {
    const { delivered, rows, symbols, sessions } = result.entry;
    expect({ delivered, rows, symbols, sessions }).toEqual({
      delivered: golden.delivered,
      rows: golden.rows,
      symbols: golden.symbols,
      sessions: golden.sessions,
    });
    expect(groupKeys((await lake.quarantine("sp500")).rows, "reason")).toEqual(golden.quarantine);
  });

  it("has 27 empty price cells in 11 rows, and the known bad ticks in quarantine", () => {
    expect([golden.nullCells, result.quarantined.missing_price]).toEqual([27, 11]);
    const bad = [...golden.quarantine.ohlc_inconsistent, ...golden.quarantine.one_day_spike];
    expect(bad).toEqual(expect.arrayContaining(["LNT 2016-05-19", "MRO 2017-09-14", "NWL 2017-09-14"]));
  });

  it("has the flags that pandas finds, and publishes the genuine large moves", async () => {
    const flags: Record<string, string[]> = {
      zero_volume: [],
      stale_price: [],
      ...groupKeys((await lake.flags("sp500")).rows, "flag"),
    };
    for (const [rule, keys] of Object.entries(golden.flags)) expect(flags[rule], rule).toEqual(keys);
    expect(flags.missing_session).toHaveLength(51);
    expect(flags.large_move).toEqual(expect.arrayContaining(["AMD 2016-04-22", "VRTX 2013-04-19"]));
    const market = await lake.market("sp500");
    expect(market.panel("raw.close").at("2016-04-22", "AMD")).toBeGreaterThan(0);
    expect(market.panel("raw.close").at("2013-04-19", "VRTX")).toBeGreaterThan(0);
  });

  it("reads into panels with the cells and means that pandas has", async () => {
    const market = await lake.market("sp500");
    const close = market.panel("close");
    const cells = close.values.filter((value) => !Number.isNaN(value));
    expect(cells.length).toBe(golden.closeCells);
    expect(Math.abs(mean(cells) / golden.meanClose - 1)).toBeLessThan(1e-12);
    const returns = close.values.map((value, i) => value / close.values[i - close.assets.length] - 1);
    expect(
      Math.abs(mean(returns.filter((value) => !Number.isNaN(value))) / golden.meanReturn - 1),
    ).toBeLessThan(1e-9);
    const dollars = market.panel("dollar_volume").values.filter((value) => !Number.isNaN(value));
    expect(Math.abs((mean(dollars) * dollars.length) / golden.sumDollarVolume - 1)).toBeLessThan(1e-12);
  });

  it("is unchanged when it is ingested again, and intact", async () => {
    expect((await lake.ingest(PANEL, { dataset: "sp500" })).outcome).toBe("unchanged");
    expect((await lake.verify("sp500")).ok).toBe(true);
  });
});

/** Reason → sorted `SYMBOL DATE`. */
function groupKeys(rows: readonly Readonly<Record<string, unknown>>[], by: string): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const row of rows) {
    const name = String(row[by]);
    groups[name] = [...(groups[name] ?? []), `${row.symbol} ${row.date}`];
  }
  for (const group of Object.values(groups)) group.sort();
  return groups;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
