import { describe, expect, test } from "vitest";
import { DISPLAY, type Panel } from "../../../lib/src/core/index.js";
import { type SyntheticMarket, syntheticMarket } from "../../../lib/src/sim/index.js";
import { totalReturnCloses } from "./reference.js";

const market = syntheticMarket({ seed: 11, symbols: 150, years: 4 });
const { time, assets, raw } = market;
const width = assets.length;
const panels: Panel[] = [raw.open, raw.high, raw.low, raw.close, raw.volume];

describe("shape", () => {
  test("defaults are 300 symbols and six years from 2018-01-02", () => {
    const whole = syntheticMarket();
    expect(whole.raw.close.shape).toEqual([1547, 300]);
    expect([whole.time.label(0), whole.time.label(1546)]).toEqual(["2018-01-02", "2023-12-29"]);
    expect(whole.truth).toEqual([
      { factor: "mom_12_1", horizon: 1, rankIc: 0.03 },
      { factor: "reversal_5", horizon: 1, rankIc: 0.02 },
    ]);
  });

  test("panels share the market's indexes and say their units", () => {
    for (const panel of panels) {
      expect(panel.time).toBe(time);
      expect(panel.assets).toBe(assets);
    }
    expect([raw.close.name, raw.close.unit, raw.volume.unit]).toEqual(["raw.close", "USD/share", "shares"]);
  });

  test("every name has one of eleven sectors, and each sector has a name", () => {
    expect(market.sectors.length).toBe(width);
    expect(new Set(market.sectors).size).toBe(11);
  });

  test("a market of one name and one year can be made", () => {
    const one = syntheticMarket({ symbols: 1, years: 1 });
    expect(one.raw.close.values.every((price) => price > 0)).toBe(true);
  });
});

describe("listings", () => {
  test("a name has all five values inside its listing and none outside", () => {
    market.listings.forEach(({ symbol, from, to }, j) => {
      expect(symbol).toBe(assets.symbols[j]);
      for (let row = 0; row < time.length; row++) {
        const inside = time.label(row) >= from && time.label(row) <= to;
        const present = panels.filter(({ values }) => !Number.isNaN(values[row * width + j])).length;
        if (present !== (inside ? 5 : 0))
          expect.fail(`${symbol} has ${present} values on ${time.label(row)}`);
      }
    });
  });

  test("some list late, some are acquired, some fail", () => {
    const count = (keep: (listing: SyntheticMarket["listings"][number]) => boolean) =>
      market.listings.filter(keep).length;
    expect(count(({ from }) => from > time.label(0))).toBe(18);
    expect(count(({ ending }) => ending === "acquired")).toBe(11);
    expect(count(({ ending }) => ending === "failed")).toBe(5);
    expect(count(({ ending, to }) => (ending === "listed") === (to === time.label(time.length - 1)))).toBe(
      width,
    );
  });

  test("a failing name loses at least a quarter over its last 15 sessions, and most of them far more", () => {
    const closes = totalReturnCloses(market);
    const losses = market.listings.flatMap(({ ending, to }, j) =>
      ending === "failed" ? [closes[j][time.indexOf(to)] / closes[j][time.indexOf(to) - 15] - 1] : [],
    );
    for (const loss of losses) expect(loss).toBeLessThan(-0.25);
    expect(losses.filter((loss) => loss < -0.5).length).toBeGreaterThan(losses.length / 2);
  });
});

describe("bars", () => {
  test("low ≤ open, close ≤ high; prices in whole cents; volume a positive integer", () => {
    for (let i = 0; i < raw.close.values.length; i++) {
      const [open, high, low, close] = [raw.open, raw.high, raw.low, raw.close].map(
        (panel) => panel.values[i],
      );
      if (Number.isNaN(close)) continue;
      if (low > Math.min(open, close) || high < Math.max(open, close))
        expect.fail(`bar ${i} is inconsistent`);
      for (const price of [open, high, low, close]) {
        if (price < 0.01 || Math.round(price * 100) / 100 !== price) expect.fail(`${price} is off the tick`);
      }
      const volume = raw.volume.values[i];
      if (!(volume >= 1) || !Number.isInteger(volume)) expect.fail(`volume ${volume}`);
    }
  });

  test("nearly all closes lie between 5 and 500 USD", () => {
    const closes = raw.close.values.filter((price) => !Number.isNaN(price));
    expect(closes.filter((price) => price < 5 || price > 500).length / closes.length).toBeLessThan(0.001);
  });

  test("part of the move happens overnight", () => {
    let night = 0;
    let day = 0;
    for (let i = width; i < raw.close.values.length; i++) {
      const gap = Math.log(raw.open.values[i] / raw.close.values[i - width]);
      const intraday = Math.log(raw.close.values[i] / raw.open.values[i]);
      // Splits and dividends are gaps, too, but not price moves.
      if (Number.isNaN(gap) || Math.abs(gap) > 0.15) continue;
      night += gap * gap;
      day += intraday * intraday;
    }
    expect(night / (night + day)).toBeGreaterThan(0.2);
    expect(night / (night + day)).toBeLessThan(0.3);
  });

  test("volume rises with the size of the move and with the size of the company", () => {
    const closes = totalReturnCloses(market);
    const moves = closes[0].map((price, row) => Math.abs(Math.log(price / closes[0][row - 1])));
    const shares = [...raw.volume.series(assets.symbols[0])].map(Math.log);
    expect(correlation(moves, shares)).toBeGreaterThan(0.25);
    const traded = [...raw.close.row(600)].map((price, j) =>
      Math.log(price * raw.volume.values[600 * width + j]),
    );
    const later = [...raw.close.row(900)].map((price, j) =>
      Math.log(price * raw.volume.values[900 * width + j]),
    );
    expect(correlation(traded, later)).toBeGreaterThan(0.8);
  });

  test("names move together, and absolute moves cluster", () => {
    const closes = totalReturnCloses(market);
    const returns = closes.map((prices) => prices.map((price, row) => Math.log(price / prices[row - 1])));
    const market1 = time.labels().map((_, row) => mean(returns.map((series) => series[row])));
    expect(mean(returns.slice(0, 40).map((series) => correlation(series, market1)))).toBeGreaterThan(0.3);
    const size = market1.map(Math.abs);
    expect(correlation(size, [...size.slice(10), ...new Array<number>(10).fill(Number.NaN)])).toBeGreaterThan(
      0.05,
    );
  });
});

describe("corporate actions", () => {
  test("all three kinds of split occur, and the raw price jumps while the total return does not", () => {
    const splits = market.actions.filter(({ kind }) => kind === "split");
    expect([...new Set(splits.map(({ value }) => value))].sort()).toEqual([0.2, 2, 3]);
    for (const { symbol, date, value } of splits) {
      const row = time.indexOf(date);
      const jump = raw.close.at(date, symbol) / raw.close.at(time.instants[row - 1], symbol);
      expect(Math.abs(Math.log(jump * value))).toBeLessThan(0.35);
    }
  });

  test("about 60 % of the names pay, every quarter, less than 2 % of the price", () => {
    const dividends = market.actions.filter(({ kind }) => kind === "dividend");
    const payers = new Set(dividends.map(({ symbol }) => symbol)).size;
    expect(payers / width).toBeGreaterThan(0.45);
    expect(payers / width).toBeLessThan(0.75);
    expect(dividends.length / payers).toBeGreaterThan(11);
    for (const { symbol, date, value } of dividends) {
      expect(value).toBeGreaterThan(0);
      expect(value / raw.close.at(date, symbol)).toBeLessThan(0.02);
    }
  });

  test("actions come in the order of their dates, one per name and date, inside the listing", () => {
    const dates = market.actions.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(new Set(market.actions.map(({ symbol, date }) => `${symbol} ${date}`)).size).toBe(dates.length);
    for (const { symbol, date } of market.actions) {
      const { from, to } = market.listings[assets.indexOf(symbol)];
      expect(date > from && date <= to).toBe(true);
    }
  });
});

describe("seeds", () => {
  test("the same options give the same market, another seed another one", () => {
    const again = syntheticMarket({ seed: 11, symbols: 150, years: 4 });
    expect(again.raw.volume.equals(raw.volume)).toBe(true);
    expect(again.raw.close.equals(raw.close)).toBe(true);
    expect(again.actions).toEqual(market.actions);
    const other = syntheticMarket({ seed: 12, symbols: 150, years: 4 });
    expect(other.raw.close.equals(raw.close)).toBe(false);
  });

  test("no effect changes the drawn names: listings, sectors and first prices stay", () => {
    const noise = syntheticMarket({
      seed: 11,
      symbols: 150,
      years: 4,
      effects: { momentum: { rankIc: 0 }, reversal: { rankIc: 0 } },
    });
    expect(noise.listings).toEqual(market.listings);
    expect(noise.sectors).toEqual(market.sectors);
    expect([...noise.raw.close.row(3)]).toEqual([...raw.close.row(3)]);
    expect([...noise.raw.close.row(300)]).not.toEqual([...raw.close.row(300)]);
  });
});

describe("options", () => {
  test.each([
    [{ symbol: 3 }, /unknown option "symbol".*did you mean symbols/],
    [{ symbols: 0 }, /symbols must be a positive integer, got 0/],
    [{ symbols: 20_000 }, /symbols must be a finite number from -Infinity to 10000|symbols must be/],
    [{ years: 0.5 }, /years must be a positive integer, got 0.5/],
    [{ seed: -1 }, /seed must be a non-negative integer, got -1/],
    [{ start: "soon" }, /not a date/],
    [{ effects: { momentun: { rankIc: 0 } } }, /unknown option "momentun".*did you mean momentum/],
    [
      { effects: { momentum: { rankIc: 0.5 } } },
      /effects.momentum.rankIc must be a finite number from -0.15 to 0.15/,
    ],
    [{ effects: { reversal: { ic: 0.1 } } }, /unknown option "ic"/],
  ])("refuses %j", (options, message) => {
    expect(() => syntheticMarket(options as object)).toThrow(message);
  });
});

test("the market shows its size, span, events and truth", () => {
  const text = market.toText();
  for (const part of [
    "seed 11",
    "150 in 11 sectors",
    "2018-01-02 to",
    "rank IC 0.03 at horizon 1",
    "reversal_5",
  ]) {
    expect(text).toContain(part);
  }
  expect(market.toHtml()).toContain("<table>");
  expect(DISPLAY in market).toBe(true);
});

function mean(values: readonly number[]): number {
  const kept = values.filter(Number.isFinite);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** Pearson's correlation over the pairs that are both finite. */
function correlation(x: readonly number[], y: readonly number[]): number {
  const pairs = x
    .map((value, i) => [value, y[i]])
    .filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b));
  const [mx, my] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))];
  const sum = (f: (a: number, b: number) => number) => pairs.reduce((s, [a, b]) => s + f(a - mx, b - my), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b));
}

describe("earnings", () => {
  const none = { rankIc: 0 };
  const options = { seed: 4, symbols: 80, years: 3 };
  const quiet = syntheticMarket({ ...options, effects: { momentum: none, reversal: none } });
  const loud = syntheticMarket({
    ...options,
    effects: { momentum: none, reversal: none, earnings: { drift: 0.06, reaction: 0.04 } },
  });
  const { reports, sessions } = loud.earnings ?? { reports: [], sessions: 0 };
  const closes = totalReturnCloses(loud);

  /** Row of the first close that knows of a report, and the sign of its surprise. */
  const placed = reports.map(({ symbol, date, release, eps, estimate }) => ({
    row: loud.time.indexOf(date) + (release === "pre" ? 0 : 1),
    column: loud.assets.indexOf(symbol),
    sign: Math.sign(eps - estimate),
  }));
  /** Mean log return over sessions after that row, in the direction of the surprise, and its standard error. */
  const moved = (from: number, to: number) => {
    const moves = placed.flatMap(({ row, column, sign }) => {
      const at = (k: number) => Math.log(closes[column][row + k]);
      const move = sign * (at(to) - at(from));
      return row + to < loud.time.length && !Number.isNaN(move) ? [move] : [];
    });
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    const variance = moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / (moves.length - 1);
    return { mean, error: Math.sqrt(variance / moves.length) };
  };

  test("a drift of the planted size follows the surprise, after a reaction of the planted size, and nothing before", () => {
    expect([sessions, reports.length > 700]).toEqual([20, true]);
    const [before, reaction, drift] = [moved(-5, -1), moved(-1, 0), moved(0, 20)];
    expect(Math.abs(before.mean)).toBeLessThan(4 * before.error);
    expect(Math.abs(reaction.mean - 0.04)).toBeLessThan(4 * reaction.error);
    expect(Math.abs(drift.mean - 0.06)).toBeLessThan(4 * drift.error);
    expect(4 * drift.error).toBeLessThan(0.03);
  });

  test("reports come on top: the rest of the market is the same, and without them there are none", () => {
    expect(quiet.earnings).toBeUndefined();
    const still = { momentum: none, reversal: none, earnings: { drift: 0, reaction: 0 } };
    const flat = syntheticMarket({ ...options, effects: still });
    expect(flat.raw.close.values).toEqual(quiet.raw.close.values);
    expect(flat.earnings?.reports).toEqual(reports);
    expect(loud.toText()).toMatch(/planted after earnings/);
    const wrong = { earnings: { drift: 0.5 } };
    expect(() => syntheticMarket({ effects: wrong })).toThrow(/effects\.earnings\.drift/);
  });

  test("every report lies in the life of its name, one a quarter", () => {
    for (const { row, column } of placed) expect(closes[column][row - 1]).toBeGreaterThan(0);
    const [first] = loud.assets.symbols;
    const rows = placed.filter(({ column }) => column === 0).map(({ row }) => row);
    expect(rows.length, first).toBeGreaterThan(8);
    for (let i = 1; i < rows.length; i++) expect(Math.abs(rows[i] - rows[i - 1] - 63)).toBeLessThanOrEqual(2);
  });
});
