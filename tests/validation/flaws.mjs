/** Flaws of known kind and place, put into sound bars: what the quality rules must find. */

const PRICES = ["open", "high", "low", "close"];

/**
 * Kind of flaw (the name of the rule that is meant to find it) → what it does to `series`, the bars of one symbol, from
 * position `t` on. It returns the positions that are wrong, and marks bars that are gone by `gone`.
 */
export const BAR_FLAWS = {
  missing_price: (series, t, random) => {
    series[t][PRICES[random.integer(4)]] = Number.NaN;
    return [t];
  },
  non_positive_price: (series, t) => {
    series[t].low = 0;
    return [t];
  },
  negative_volume: (series, t) => {
    series[t].volume = -series[t].volume;
    return [t];
  },
  ohlc_inconsistent: (series, t, random) => {
    series[t].high = Math.max(series[t].open, series[t].close) * (1 - between(random, 0.003, 0.05));
    return [t];
  },
  unit_error: (series, t, random) => {
    const by = random.uniform() < 0.5 ? 100 : 0.01;
    return scaled(series, t, t + 1 + random.integer(8), by);
  },
  one_day_spike: (series, t, random) => scaled(series, t, t + 1, eitherWay(random, 0.2, 1.2)),
  foreign_rows: (series, t, random) => {
    const places = scaled(series, t, t + 2 + random.integer(7), eitherWay(random, 0.3, 1.5));
    const by = eitherWay(random, Math.log(3), Math.log(30));
    for (const i of places) series[i].volume *= by;
    return places;
  },
  symbol_reuse: (series, t, random) => {
    const back = t + 8 + random.integer(22);
    for (let i = t; i < back; i++) series[i].gone = true;
    scaled(series, back, series.length, eitherWay(random, 0.35, 2));
    return [back];
  },
  unrecorded_split: (series, t, random) => {
    const ratio = [2, 3, 4, 1.5, 0.1, 0.2][random.integer(6)];
    for (let i = t; i < series.length; i++) series[i].volume *= ratio;
    scaled(series, t, series.length, 1 / ratio);
    return [t];
  },
  unrecorded_payout: (series, t, random) => {
    scaled(series, t, series.length, 1 - between(random, 0.1, 0.45));
    return [t];
  },
  large_move: (series, t, random) => {
    const by = eitherWay(random, 0.3, 1);
    series[t].volume *= 20;
    scaled(series, t, series.length, by);
    return [t];
  },
  stale_price: (series, t, random) => {
    const last = series[t - 1].close;
    const places = [];
    for (let i = t; i < t + 5 + random.integer(25); i++) {
      Object.assign(series[i], { open: last, high: last, low: last, close: last, volume: 0 });
      places.push(i);
    }
    return places;
  },
  repeated_bar: (series, t) => {
    const { open, high, low, close, volume } = series[t - 1];
    Object.assign(series[t], { open, high, low, close, volume });
    return [t];
  },
  volume_anomaly: (series, t, random) => {
    series[t].volume *= eitherWay(random, Math.log(10), Math.log(300));
    return [t];
  },
  zero_volume: (series, t) => {
    series[t].volume = 0;
    return [t];
  },
  missing_volume: (series, t) => {
    series[t].volume = Number.NaN;
    return [t];
  },
  missing_session: (series, t) => {
    series[t].gone = true;
    return [t];
  },
  duplicate: (series, t) => {
    series[t].again = {};
    return [t];
  },
  conflicting_duplicate: (series, t) => {
    series[t].again = { close: series[t].close * 1.001 };
    return [t];
  },
};

/** Sessions from one flaw of a symbol to the next: what is usual is known again, and no flaw meets another. */
const APART = 70;

/**
 * Put flaws into the bars of a market, one kind after the other from symbol to symbol.
 * @returns `Map` from `symbol session` to the kind of flaw
 */
export function inject(bySymbol, random) {
  const kinds = Object.keys(BAR_FLAWS);
  const truth = new Map();
  let next = 0;
  for (const [symbol, series] of bySymbol) {
    for (let t = APART + random.integer(20); t < series.length - 45; t += APART + random.integer(20)) {
      const kind = kinds[next++ % kinds.length];
      for (const place of BAR_FLAWS[kind](series, t, random))
        truth.set(`${symbol} ${series[place].session}`, kind);
    }
    for (const { session, gone } of series) if (gone) truth.set(`${symbol} ${session}`, "missing_session");
  }
  return truth;
}

function scaled(series, from, to, by) {
  const places = [];
  for (let i = from; i < to; i++) {
    for (const price of PRICES) series[i][price] *= by;
    places.push(i);
  }
  return places;
}

const between = (random, low, high) => low + random.uniform() * (high - low);
/** A factor e^u or e^−u with u between `low` and `high`. */
const eitherWay = (random, low, high) =>
  Math.exp((random.uniform() < 0.5 ? -1 : 1) * between(random, low, high));
