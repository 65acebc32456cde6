import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { IngestResult, Lake } from "../../lib/src/data/index.js";
import golden from "../golden/intraday/real.json" with { type: "json" };
import { tempLakeForFile } from "../unit/data/lakes.js";

const root = new URL("../../", import.meta.url).pathname;
const folder = resolve(
  root,
  process.env.ASSAY_REAL_DATA ?? "../shared/data",
  "intraday/eqker_alphavantage_201902",
);

describe.skipIf(!existsSync(folder))("real bars, newest first, local times of their ends", () => {
  let lake: Lake;
  let minutes: IngestResult;
  const how = { label: "end", zone: "America/New_York" } as const;

  beforeAll(async () => {
    lake = tempLakeForFile();
    minutes = await lake.ingestBars(folder, {
      dataset: "minutes",
      frequency: "1m",
      pattern: "{symbol}_1min.csv",
      ...how,
    });
    await lake.ingestBars(folder, {
      dataset: "quarters",
      frequency: "15m",
      pattern: "{symbol}_15min.csv",
      ...how,
    });
  });

  test("are published whole: 24 symbols, five sessions", () => {
    const { rows, symbols, sessions, quarantined } = minutes.entry;
    expect({ rows, symbols, sessions, quarantined }).toEqual({
      rows: 43_164,
      symbols: 24,
      sessions: 5,
      quarantined: {},
    });
  });

  test("have the daily features that pandas finds", async () => {
    const market = await lake.bars("minutes").daily();
    for (const { symbol, date, ...values } of golden.features) {
      for (const [name, expected] of Object.entries(values)) {
        const got = market.panel(name).at(date, symbol);
        if (expected === null || Number.isNaN(expected)) expect(got).toBeNaN();
        else
          expect(Math.abs(got - expected), `${name} ${symbol} ${date}`).toBeLessThan(
            1e-9 * Math.abs(expected) + 1e-15,
          );
      }
    }
  });

  test("make the vendor's own 15-minute closes but for single prints", async () => {
    const options = { from: "2019-02-11", to: "2019-02-15", symbols: ["SPY", "AAPL", "QQQ"] };
    const ours = await lake.bars("minutes", options).resample("15m").panel("close");
    const theirs = await lake.bars("quarters", options).panel("close");
    expect(ours.time.equals(theirs.time)).toBe(true);
    const far = ours.values.filter((value, i) => Math.abs(value / theirs.values[i] - 1) > 2e-4);
    expect(far.length).toBeLessThan(0.02 * ours.values.length);
  });

  test("lack minutes where little is traded", async () => {
    const missing = await lake.bars("minutes", { symbols: ["SPY", "PPLT"] }).missing();
    const total = missing.rows.reduce((sum, row) => sum + Number(row.missing), 0);
    expect(total).toBe(2 * 1950 - 1950 - 566);
  });
});
