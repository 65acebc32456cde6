import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sessionCalendar } from "../../lib/src/data/index.js";

const REAL = resolve(
  new URL("../../", import.meta.url).pathname,
  process.env.ASSAY_REAL_DATA ?? "../shared/data",
);
const xnys = sessionCalendar("XNYS");

/** The distinct dates from 1990 on at the beginning of the lines of a file: `YYYY-MM-DD` or `YYYYMMDD`. */
function datesIn(file: string): string[] {
  const text = gunzipSync(readFileSync(resolve(REAL, file))).toString("latin1");
  const line = /^(\d{4})-?(\d\d)-?(\d\d)[, ]/gm;
  const dates = new Set(Array.from(text.matchAll(line), ([, y, m, d]) => `${y}-${m}-${d}`));
  return [...dates].filter((date) => date >= xnys.from).sort();
}

/** Dates of a file without a session, and sessions of its span without a date. */
function differences(dates: readonly string[]) {
  const sessions = xnys.sessions(dates[0], dates.at(-1)).labels();
  const [seen, open] = [new Set(dates), new Set(sessions)];
  return {
    extra: dates.filter((date) => !open.has(date)),
    missing: sessions.filter((date) => !seen.has(date)),
  };
}

describe.skipIf(!existsSync(REAL))("the sessions of New York on real data", () => {
  test.each([
    ["S&P 500 level, 1990 to 2022", "macro/skfolio_sp500_index.csv.gz", 8313],
    ["Fama-French factors, 1990 to 2023", "macro/ff3_daily_192607_202308.csv.gz", 8482],
    ["SPY, 1993 to 2018", "macro/SPY_benchmark.csv.gz", 6357],
    ["AAPL, 1990 to 2016", "raw_vs_adjusted/WIKI-AAPL.csv.gz", 6706],
    ["S&P 500 bars, 2013 to 2018", "panel/sp500_daily_20130208_20180207.csv.gz", 1259],
  ])("are the dates of %s", (_, file, sessions) => {
    const dates = datesIn(file);
    expect(differences(dates)).toEqual({ extra: [], missing: [] });
    expect(dates).toHaveLength(sessions);
  });

  test("find the rows on holidays and the missing sessions of the prices as first seen", () => {
    expect(differences(datesIn("pit_raw/us_all_prices_firstseen_20150323_20170331.csv.gz"))).toEqual({
      extra: ["2015-07-03", "2016-12-26", "2017-01-02"],
      missing: ["2015-06-10", "2016-10-10", "2016-11-17", "2017-03-23"],
    });
  });

  test("are the dates of the VIX until 2021 but for four gaps of that file and one day on which options traded", () => {
    const dates = datesIn("macro/vix_daily_cboe.csv.gz").filter((date) => date < "2022");
    expect(differences(dates)).toEqual({
      extra: ["2004-06-11"],
      missing: ["1991-03-01", "1997-01-31", "1997-11-26", "1999-12-31"],
    });
  });
});
