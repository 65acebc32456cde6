import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type BarFrequency,
  type Bars,
  type Lake,
  type Market,
  openLake,
} from "../../../lib/src/data/index.js";
import golden from "./bars.json" with { type: "json" };

type Row = Record<string, string | number | null>;

let root: string;
let lake: Lake;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "assay-bars-"));
  lake = openLake(join(root, "data"));
  const lines = golden.bars.map((row) => row.join(","));
  writeFileSync(join(root, "bars.csv"), ["symbol,time,open,high,low,close,volume", ...lines].join("\n"));
  await lake.ingestBars(join(root, "bars.csv"), {
    dataset: "us",
    frequency: "5m",
    label: "start",
    zone: "America/New_York",
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Every value within 1e-9, relative; missing where the other is. */
function expectFeatures(market: Market, rows: readonly Row[]): void {
  for (const { symbol, date, ...values } of rows) {
    for (const [name, expected] of Object.entries(values)) {
      const got = market.panel(name).at(date as string, symbol as string);
      if (expected === null) expect(got, `${name} ${symbol} ${date}`).toBeNaN();
      else
        expect(Math.abs(got / Number(expected) - 1), `${name} ${symbol} ${date}: ${got}`).toBeLessThan(1e-9);
    }
  }
}

test("daily features equal pandas, over a clock change, an early close, gaps and bars without volume", async () => {
  const rows = golden.features.map((row) => ({ ...row }));
  const market = await lake.bars("us").daily();
  // pandas takes the session with bars before; ours the session before of the exchange.
  for (const row of rows) if (row.date === "2024-07-02") row.overnight_return = null;
  expectFeatures(market, rows);
  expect(market.panel("bars").at("2024-03-12", "AA")).toBeNaN();
});

/** Bars as rows `symbol, time, open … volume`. */
async function rowsOf(bars: Bars): Promise<unknown[][]> {
  const panels = await Promise.all(
    (["open", "high", "low", "close", "volume"] as const).map((f) => bars.panel(f)),
  );
  const { time, assets } = panels[0];
  return assets.symbols.flatMap((symbol, j) =>
    time.labels().flatMap((label, i) => {
      const values = panels.map((panel) => panel.values[i * assets.length + j]);
      return Number.isNaN(values[0]) ? [] : [[symbol, label, ...values]];
    }),
  );
}

describe("resampled bars equal pandas", () => {
  test.each(golden.resampled)(
    "$minutes minutes, label $label, closed $closed",
    async ({ minutes, rows, ...how }) => {
      const frequency = (minutes === 60 ? "1h" : `${minutes}m`) as BarFrequency;
      const bars = lake.bars("us").resample(frequency, {
        label: how.label === "right" ? "end" : "start",
        closed: how.closed as "left" | "right",
      });
      expect(await rowsOf(bars)).toEqual(rows);
    },
  );
});
