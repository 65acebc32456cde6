import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { Market, type MarketAction } from "../../../lib/src/data/index.js";
import { tempLake } from "../../unit/data/lakes.js";

const REAL = process.env.ASSAY_REAL_DATA ?? resolve("../shared/data");
const AAPL = resolve(REAL, "raw_vs_adjusted/WIKI-AAPL.csv.gz");
const SPY = resolve(REAL, "raw_vs_adjusted/SPY_alphavantage_daily_adjusted.csv.gz");

describe.skipIf(!existsSync(AAPL) || !existsSync(SPY))("published adjusted closes", () => {
  it.each([
    [
      "AAPL",
      AAPL,
      { date: "Date", close: "Close", adjusted: "Adj. Close", dividend: "Ex-Dividend", split: "Split Ratio" },
      0.006,
    ],
    [
      "SPY",
      SPY,
      { date: "timestamp", close: "close", adjusted: "adjusted_close", dividend: "dividend", split: "split" },
      0.001,
    ],
  ])("of %s are rebuilt from splits and dividends", (symbol, path, names, tolerance) => {
    const { dates, close, adjusted, actions } = readVendor(symbol, path, names);
    const market = Market.fromPanels({
      fields: { close: Panel.fromArrays(dates, [symbol], close) },
      actions,
    });
    const ours = market.panel("close").values;
    const last = ours.length - 1;
    for (let i = 0; i <= last; i++) {
      const error = ours[i] / ours[last] / (adjusted[i] / adjusted[last]) - 1;
      expect(Math.abs(error)).toBeLessThan(tolerance);
    }
  });

  it("are the adjusted closes of an ingested file that has them", async () => {
    const lake = tempLake();
    await lake.ingest(AAPL, { dataset: "aapl", symbol: "AAPL" });
    const market = await lake.market("aapl");
    const vendor = readVendor("AAPL", AAPL, {
      date: "Date",
      close: "Close",
      adjusted: "Adj. Close",
      dividend: "Ex-Dividend",
      split: "Split Ratio",
    });
    const close = market.panel("close");
    const [first] = vendor.adjusted;
    vendor.dates.forEach((date, i) => {
      const row = market.time.indexOf(date);
      if (row < 0) return;
      const theirs = (vendor.adjusted[i] / first) * vendor.close[0][0];
      expect(Math.abs(close.values[row] / theirs - 1)).toBeLessThan(1e-9);
    });
    expect(market.actions.filter((action) => action.kind === "split")).toHaveLength(4);
  });
});

function readVendor(symbol: string, path: string, names: Record<string, string>) {
  const [header, ...lines] = gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  lines.sort((a, b) => (a[header.indexOf(names.date)] < b[header.indexOf(names.date)] ? -1 : 1));
  const column = (name: string) => lines.map((line) => Number(line[header.indexOf(names[name])]));
  const dates = lines.map((line) => line[header.indexOf(names.date)]);
  const events = (kind: "split" | "dividend", neutral: number): MarketAction[] =>
    column(kind).flatMap((value, i) =>
      value > 0 && value !== neutral ? [{ symbol, date: dates[i], kind, value }] : [],
    );
  const actions = [...events("split", 1), ...events("dividend", 0)];
  return { dates, close: column("close").map((value) => [value]), adjusted: column("adjusted"), actions };
}
