import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseUniverse, openLake, readMembership, survivorship } from "../../lib/src/data/index.js";

const data = resolve(
  new URL("../../", import.meta.url).pathname,
  process.env.ASSAY_REAL_DATA ?? "../shared/data",
);

describe.skipIf(!existsSync(data))("real data, point in time", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "assay-pit-"));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("says whom the panel lacks of the index, and keeps a universe to those who belonged", async () => {
    const lake = openLake(join(root, "panel"));
    await lake.ingest(join(data, "panel/sp500_daily_20130208_20180207.csv.gz"), { dataset: "sp500" });
    const index = await readMembership(join(data, "membership/sp500_ticker_start_end.csv"), {
      name: "sp500",
    });
    const market = await lake.market("sp500");
    const { findings } = survivorship(market, index);
    expect({ ever: findings.ever, missing: findings.missing.length }).toEqual({ ever: 618, missing: 119 });
    const rules = { membership: index, minHistory: 252, top: { count: 100, keep: 120 } };
    const universe = chooseUniverse(market, rules);
    expect(universe.choices.every(({ size }) => size === 100 || size === 0)).toBe(true);
    for (const date of ["2014-06-02", "2016-03-01", "2018-02-07"]) {
      const members = new Set(index.members(date));
      expect(universe.membership.members(date).filter((symbol) => !members.has(symbol))).toEqual([]);
    }
    expect(universe.symbols.length).toBeGreaterThan(100);
  });

  it.each([
    {
      symbol: "AAPL",
      file: "WIKI-AAPL.csv.gz",
      date: "Date",
      adjusted: "Adj. Close",
      within: 0.006,
      actions: 49,
    },
    {
      symbol: "SPY",
      file: "SPY_alphavantage_daily_adjusted.csv.gz",
      date: "timestamp",
      adjusted: "adjusted_close",
      within: 0.001,
      actions: 97,
    },
  ])(
    "rebuilds the adjusted close of $symbol from raw prices and events",
    async ({ symbol, file, date, adjusted, within, actions }) => {
      const lines = gunzipSync(readFileSync(join(data, "raw_vs_adjusted", file)))
        .toString("utf8")
        .trim()
        .split("\n");
      const head = lines[0].split(",");
      const rows = lines.slice(1).map((line) => line.split(","));
      const kept = head.flatMap((name, i) => (name === "" || /^adj/i.test(name) ? [] : [i]));
      const raw = join(root, `${symbol}.csv`);
      writeFileSync(raw, [head, ...rows].map((cells) => kept.map((i) => cells[i]).join(",")).join("\n"));
      const lake = openLake(join(root, symbol));
      await lake.ingest(raw, { dataset: "one", symbol, map: splitColumn(head) });
      const market = await lake.market("one");
      const ours = market.panel("close").series(symbol);
      const published = new Map(
        rows.map((cells) => [cells[head.indexOf(date)], Number(cells[head.indexOf(adjusted)])]),
      );
      const theirs = market.time.labels().map((day) => published.get(day) ?? Number.NaN);
      const scale = (theirs.at(-1) ?? Number.NaN) / ours[ours.length - 1];
      const off = theirs.map((value, i) => Math.abs((ours[i] * scale) / value - 1));
      expect(market.time.length).toBeGreaterThan(5000);
      expect(market.actions.length).toBe(actions);
      expect(Math.max(...off)).toBeLessThan(within);
    },
  );
});

/** "Ex-Dividend" and "Split Ratio" of one vendor, "dividend" and "split" of the other. */
function splitColumn(head: readonly string[]): Record<string, string> {
  const named = (pattern: RegExp) => head.find((name) => pattern.test(name)) ?? "";
  return { dividend: named(/^(ex-)?dividend$/i), split: named(/^split/i) };
}
