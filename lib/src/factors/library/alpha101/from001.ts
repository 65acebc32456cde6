import type { Alpha } from "./alpha.js";

/** Alphas 1 to 25. */
export const from001: readonly Alpha[] = [
  [
    1,
    "Day of the largest squared close, downside volatility on falls",
    "(rank(Ts_ArgMax(SignedPower(((returns < 0) ? stddev(returns, 20) : close), 2.), 5)) - 0.5)",
  ],
  [
    2,
    "Volume change against the session's return",
    "(-1 * correlation(rank(delta(log(volume), 2)), rank(((close - open) / open)), 6))",
  ],
  [3, "Open against volume", "(-1 * correlation(rank(open), rank(volume), 10))"],
  [4, "Rank of the low, reversed in time", "(-1 * Ts_Rank(rank(low), 9))"],
  [
    5,
    "Open over its mean vwap, close off vwap",
    "(rank((open - (sum(vwap, 10) / 10))) * (-1 * abs(rank((close - vwap)))))",
  ],
  [6, "Open against volume, unranked", "(-1 * correlation(open, volume, 10))"],
  [
    7,
    "Reversal of a week on high volume",
    "((adv20 < volume) ? ((-1 * ts_rank(abs(delta(close, 7)), 60)) * sign(delta(close, 7))) : (-1 * 1))",
  ],
  [
    8,
    "Change of open times returns",
    "(-1 * rank(((sum(open, 5) * sum(returns, 5)) - delay((sum(open, 5) * sum(returns, 5)), 10))))",
  ],
  [
    9,
    "Trend where it held five days, reversal else",
    "((0 < ts_min(delta(close, 1), 5)) ? delta(close, 1) : ((ts_max(delta(close, 1), 5) < 0) ? delta(close, 1) : (-1 * delta(close, 1))))",
  ],
  [
    10,
    "Trend where it held four days, reversal else, ranked",
    "rank(((0 < ts_min(delta(close, 1), 4)) ? delta(close, 1) : ((ts_max(delta(close, 1), 4) < 0) ? delta(close, 1) : (-1 * delta(close, 1)))))",
  ],
  [
    11,
    "Extremes of vwap over close, with volume",
    "((rank(ts_max((vwap - close), 3)) + rank(ts_min((vwap - close), 3))) * rank(delta(volume, 3)))",
  ],
  [12, "Reversal on rising volume", "(sign(delta(volume, 1)) * (-1 * delta(close, 1)))"],
  [13, "Covariance of close and volume ranks", "(-1 * rank(covariance(rank(close), rank(volume), 5)))"],
  [
    14,
    "Fading returns times open against volume",
    "((-1 * rank(delta(returns, 3))) * correlation(open, volume, 10))",
  ],
  [
    15,
    "High against volume, ranked and summed",
    "(-1 * sum(rank(correlation(rank(high), rank(volume), 3)), 3))",
  ],
  [16, "Covariance of high and volume ranks", "(-1 * rank(covariance(rank(high), rank(volume), 5)))"],
  [
    17,
    "High close that accelerates on volume",
    "(((-1 * rank(ts_rank(close, 10))) * rank(delta(delta(close, 1), 1))) * rank(ts_rank((volume / adv20), 5)))",
  ],
  [
    18,
    "Body of the bar: size, sign and persistence",
    "(-1 * rank(((stddev(abs((close - open)), 5) + (close - open)) + correlation(close, open, 10))))",
  ],
  [
    19,
    "Reversal of a week, weighted by the year",
    "((-1 * sign(((close - delay(close, 7)) + delta(close, 7)))) * (1 + rank((1 + sum(returns, 250)))))",
  ],
  [
    20,
    "Open against yesterday's bar",
    "(((-1 * rank((open - delay(high, 1)))) * rank((open - delay(close, 1)))) * rank((open - delay(low, 1))))",
  ],
  [
    21,
    "Two days outside the band of eight, else volume",
    "((((sum(close, 8) / 8) + stddev(close, 8)) < (sum(close, 2) / 2)) ? (-1 * 1) : (((sum(close, 2) / 2) < ((sum(close, 8) / 8) - stddev(close, 8))) ? 1 : (((1 < (volume / adv20)) || ((volume / adv20) == 1)) ? 1 : (-1 * 1))))",
  ],
  [
    22,
    "Change of high against volume, times volatility",
    "(-1 * (delta(correlation(high, volume, 5), 5) * rank(stddev(close, 20))))",
  ],
  [23, "Reversal of new highs", "(((sum(high, 20) / 20) < high) ? (-1 * delta(high, 2)) : 0)"],
  [
    24,
    "Distance from the low in slow trends",
    "((((delta((sum(close, 100) / 100), 100) / delay(close, 100)) < 0.05) || ((delta((sum(close, 100) / 100), 100) / delay(close, 100)) == 0.05)) ? (-1 * (close - ts_min(close, 100))) : (-1 * delta(close, 3)))",
  ],
  [
    25,
    "Reversal times dollar volume and upper shadow",
    "rank(((((-1 * returns) * adv20) * vwap) * (high - close)))",
  ],
];
