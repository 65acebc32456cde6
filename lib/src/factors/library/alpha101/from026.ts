import type { Alpha } from "./alpha.js";

/** Alphas 26 to 50. */
export const from026: readonly Alpha[] = [
  [
    26,
    "Peak agreement of volume and high",
    "(-1 * ts_max(correlation(ts_rank(volume, 5), ts_rank(high, 5), 5), 3))",
  ],
  [
    27,
    "Side of volume against vwap",
    "((0.5 < rank((sum(correlation(rank(volume), rank(vwap), 6), 2) / 2.0))) ? (-1 * 1) : 1)",
  ],
  [
    28,
    "Dollar volume against low, with the middle of the bar",
    "scale(((correlation(adv20, low, 5) + ((high + low) / 2)) - close))",
  ],
  [
    29,
    "Nested ranks of a week's fall, with delayed reversal",
    "(min(product(rank(rank(scale(log(sum(ts_min(rank(rank((-1 * rank(delta((close - 1), 5))))), 2), 1))))), 1), 5) + ts_rank(delay((-1 * returns), 6), 5))",
  ],
  [
    30,
    "Signs of three days, with recent volume",
    "(((1.0 - rank(((sign((close - delay(close, 1))) + sign((delay(close, 1) - delay(close, 2)))) + sign((delay(close, 2) - delay(close, 3)))))) * sum(volume, 5)) / sum(volume, 20))",
  ],
  [
    31,
    "Decaying reversal, with dollar volume against low",
    "((rank(rank(rank(decay_linear((-1 * rank(rank(delta(close, 10)))), 10)))) + rank((-1 * delta(close, 3)))) + sign(scale(correlation(adv20, low, 12))))",
  ],
  [
    32,
    "Below the week's mean, with vwap against past close",
    "(scale(((sum(close, 7) / 7) - close)) + (20 * scale(correlation(vwap, delay(close, 5), 230))))",
  ],
  [33, "Open over close", "rank((-1 * ((1 - (open / close))^1)))"],
  [
    34,
    "Calm against the week, and a fall today",
    "rank(((1 - rank((stddev(returns, 2) / stddev(returns, 5)))) + (1 - rank(delta(close, 1)))))",
  ],
  [
    35,
    "Volume without price and return",
    "((Ts_Rank(volume, 32) * (1 - Ts_Rank(((close + high) - low), 16))) * (1 - Ts_Rank(returns, 32)))",
  ],
  [
    36,
    "Five weighted ranks of bar, reversal, volume and trend",
    "(((((2.21 * rank(correlation((close - open), delay(volume, 1), 15))) + (0.7 * rank((open - close)))) + (0.73 * rank(Ts_Rank(delay((-1 * returns), 6), 5)))) + rank(abs(correlation(vwap, adv20, 6)))) + (0.6 * rank((((sum(close, 200) / 200) - open) * (close - open)))))",
  ],
  [
    37,
    "Yesterday's body against close, with today's body",
    "(rank(correlation(delay((open - close), 1), close, 200)) + rank((open - close)))",
  ],
  [38, "High close that opened low", "((-1 * rank(Ts_Rank(close, 10))) * rank((close / open)))"],
  [
    39,
    "Reversal of a week on fading volume, weighted by the year",
    "((-1 * rank((delta(close, 7) * (1 - rank(decay_linear((volume / adv20), 9)))))) * (1 + rank(sum(returns, 250))))",
  ],
  [
    40,
    "Volatility of the high times high against volume",
    "((-1 * rank(stddev(high, 10))) * correlation(high, volume, 10))",
  ],
  [41, "Geometric middle of the bar less vwap", "(((high * low)^0.5) - vwap)"],
  [42, "Vwap less close over their sum, ranked", "(rank((vwap - close)) / rank((vwap + close)))"],
  [
    43,
    "Volume's rank times a week's reversal",
    "(ts_rank((volume / adv20), 20) * ts_rank((-1 * delta(close, 7)), 8))",
  ],
  [44, "High against the rank of volume", "(-1 * correlation(high, rank(volume), 5))"],
  [
    45,
    "Past mean close times short correlations",
    "(-1 * ((rank((sum(delay(close, 5), 20) / 20)) * correlation(close, volume, 2)) * rank(correlation(sum(close, 5), sum(close, 20), 2))))",
  ],
  [
    46,
    "Bend of the trend at 0.25 and 0, else reversal",
    "((0.25 < (((delay(close, 20) - delay(close, 10)) / 10) - ((delay(close, 10) - close) / 10))) ? (-1 * 1) : (((((delay(close, 20) - delay(close, 10)) / 10) - ((delay(close, 10) - close) / 10)) < 0) ? 1 : ((-1 * 1) * (close - delay(close, 1)))))",
  ],
  [
    47,
    "Cheapness, volume and upper shadow, less vwap's change",
    "((((rank((1 / close)) * volume) / adv20) * ((high * rank((high - close))) / (sum(high, 5) / 5))) - rank((vwap - delay(vwap, 5))))",
  ],
  [
    48,
    "Autocorrelation of changes within industries",
    "(indneutralize(((correlation(delta(close, 1), delta(delay(close, 1), 1), 250) * delta(close, 1)) / close), IndClass.subindustry) / sum(((delta(close, 1) / delay(close, 1))^2), 250))",
  ],
  [
    49,
    "Bend of the trend at -0.1, else reversal",
    "(((((delay(close, 20) - delay(close, 10)) / 10) - ((delay(close, 10) - close) / 10)) < (-1 * 0.1)) ? 1 : ((-1 * 1) * (close - delay(close, 1))))",
  ],
  [50, "Peak of volume against vwap", "(-1 * ts_max(rank(correlation(rank(volume), rank(vwap), 5)), 5))"],
];
