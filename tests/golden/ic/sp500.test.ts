import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLake } from "../../../lib/src/data/index.js";
import { evaluate, type FactorReport, type SeriesStats } from "../../../lib/src/ic/index.js";

/** Statistics of the real panel by pandas, statsmodels and alphalens: see sp500.py beside this file. */
interface Expected {
  rows: { published: number };
  filtered: Record<string, { ic: Stats; rankIc: Stats; observations: number }>;
  alphalens: Record<string, Alphalens>;
}

type Stats = Record<string, number>;

interface Alphalens {
  rankIcMean: number;
  rankIcStd: number;
  quantileMeans: number[];
  spread: Stats;
  turnover: number[];
  autocorrelation: number;
  observations: number;
}

const CSV = join(
  process.env.ASSAY_REAL_DATA ?? "../shared/data",
  "panel/sp500_daily_20130208_20180207.csv.gz",
);
const expected: Expected = JSON.parse(readFileSync(new URL("./sp500.json", import.meta.url), "utf8"));
const TOLERANCE = 1e-9;

function near(actual: number, wanted: number, what: string): void {
  expect(Math.abs(actual - wanted), `${what}: ${actual} for ${wanted}`).toBeLessThan(TOLERANCE);
}

function nearStats(actual: SeriesStats, wanted: Stats, what: string): void {
  const record: Record<string, unknown> = { ...actual };
  for (const [key, value] of Object.entries(wanted)) near(record[key] as number, value, `${what}.${key}`);
}

describe.skipIf(!existsSync(CSV))("momentum 12-1 on the real panel, from the CSV through the lake", () => {
  const dir = mkdtempSync(join(tmpdir(), "assay-ic-"));
  let report: FactorReport;

  beforeAll(async () => {
    const lake = openLake(dir);
    await lake.ingest(CSV, { dataset: "sp500" });
    expect(lake.version("sp500").rows).toBe(expected.rows.published);
    const market = await lake.market("sp500");
    const momentum = market.close.lag(21).div(market.close.lag(252)).sub(1).named("mom_12_1");
    report = await evaluate(market, momentum, { horizons: [1, 5, 21], quantiles: 5 });
  }, 120_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each([1, 5, 21])("has pandas' IC and rank IC at %i sessions", (horizon) => {
    const at = report.horizon(horizon);
    const wanted = expected.filtered[`h${horizon}`];
    nearStats(at.icStats, wanted.ic, "ic");
    nearStats(at.rankIcStats, wanted.rankIc, "rankIc");
    expect(at.observations).toBe(wanted.observations);
    expect(report.metrics()[`rank_ic_t_h${horizon}`]).toBe(at.rankIcStats.t);
  });

  it.each([1, 5, 21])("has alphalens' quantiles, turnover and autocorrelation at %i sessions", (horizon) => {
    const at = report.horizon(horizon);
    const peer = expected.alphalens[`h${horizon}`];
    near(at.rankIcStats.mean, peer.rankIcMean, "rank IC mean");
    near(at.rankIcStats.std, peer.rankIcStd, "rank IC std");
    peer.quantileMeans.forEach((value, q) => {
      near(at.quantiles.means[q], value, `quantile ${q + 1}`);
      near(at.turnover.means[q], peer.turnover[q], `turnover ${q + 1}`);
    });
    nearStats(at.quantiles.spreadStats, peer.spread, "spread");
    near(at.autocorrelationMean, peer.autocorrelation, "autocorrelation");
    expect(at.loss.kept).toBe(peer.observations);
  });
});
