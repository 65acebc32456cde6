import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Market, openLake } from "../../../lib/src/data/index.js";
import { type EventStudy, eventStudy, type MarketEvent } from "../../../lib/src/ic/index.js";

const root = process.env.ASSAY_REAL_DATA ?? "../shared/data";
const BARS = join(root, "panel/sp500_daily_20130208_20180207.csv.gz");
const EARNINGS = join(root, "altdata/earnings_eps_surprise_2012_2019.csv.gz");

interface Earnings extends MarketEvent {
  readonly surprise: number;
}

/** Announcements by the session that reacts first: the day itself before the open, the next session after the close. */
function announcements(market: Market): Earnings[] {
  const lines = gunzipSync(readFileSync(EARNINGS)).toString("utf8").trim().split("\n").slice(1);
  return lines.flatMap((line) => {
    const [symbol, date, , estimate, , release, surprise] = line.trim().split(",");
    const [month, day, year] = date.split("/").map(Number);
    const instant = Date.UTC(2000 + year, month - 1, day);
    const row = release === "post" ? market.time.upperBound(instant) : market.time.lowerBound(instant);
    const relative = Number(surprise) / Math.abs(Number(estimate));
    if (market.assets.indexOf(symbol) < 0 || row >= market.time.length || !Number.isFinite(relative))
      return [];
    return [{ symbol, date: market.time.label(row), surprise: relative }];
  });
}

describe.skipIf(![BARS, EARNINGS].every(existsSync))("earnings announcements on the real panel", () => {
  const dir = mkdtempSync(join(tmpdir(), "assay-events-"));
  let good: EventStudy;
  let bad: EventStudy;

  beforeAll(async () => {
    const lake = openLake(dir);
    await lake.ingest(BARS, { dataset: "sp500" });
    const market = await lake.market("sp500");
    const sorted = announcements(market).sort((a, b) => a.surprise - b.surprise);
    const fifth = Math.floor(sorted.length / 5);
    bad = eventStudy(market, sorted.slice(0, fifth), { after: 10 });
    good = eventStudy(market, sorted.slice(-fifth), { after: 10 });
  }, 120_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test("prices react on the day, up to good and down to bad surprises", () => {
    expect(good.loss.kept).toBeGreaterThan(1000);
    expect(good.between(0, 0).mean).toBeGreaterThan(0.005);
    expect(bad.between(0, 0).mean).toBeLessThan(-0.005);
    for (const study of [good, bad]) expect(study.between(0, 0).overlap.p).toBeLessThan(1e-3);
  });

  test("the day itself moves several times as much as any other", () => {
    const size = (study: EventStudy, day: number) => Math.abs(study.between(day, day).mean);
    for (const study of [good, bad]) {
      const others = Array.from(study.days).filter((day) => day !== 0);
      expect(size(study, 0)).toBeGreaterThan(4 * Math.max(...others.map((day) => size(study, day))));
    }
  });

  test("every event is kept or lost for a reason", () => {
    for (const { loss } of [good, bad]) {
      const lost = Object.values(loss.byReason).reduce((sum, n) => sum + n, 0);
      expect(loss.kept + lost).toBe(loss.events);
      expect(loss.lost.length).toBe(lost);
    }
  });
});
