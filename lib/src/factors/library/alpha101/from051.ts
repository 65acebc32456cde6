import type { Alpha } from "./alpha.js";

/** Alphas 51 to 75. */
export const from051: readonly Alpha[] = [
  [
    51,
    "Bend of the trend at -0.05, else reversal",
    "(((((delay(close, 20) - delay(close, 10)) / 10) - ((delay(close, 10) - close) / 10)) < (-1 * 0.05)) ? 1 : ((-1 * 1) * (close - delay(close, 1))))",
  ],
  [
    52,
    "Falling lows, the year less a month, and volume",
    "((((-1 * ts_min(low, 5)) + delay(ts_min(low, 5), 5)) * rank(((sum(returns, 240) - sum(returns, 20)) / 220))) * ts_rank(volume, 5))",
  ],
  [
    53,
    "Change of the close's place in the bar",
    "(-1 * delta((((close - low) - (high - close)) / (close - low)), 9))",
  ],
  [
    54,
    "Close over low in the bar, weighted by open over close",
    "((-1 * ((low - close) * (open^5))) / ((low - high) * (close^5)))",
  ],
  [
    55,
    "Stochastic against volume",
    "(-1 * correlation(rank(((close - ts_min(low, 12)) / (ts_max(high, 12) - ts_min(low, 12)))), rank(volume), 6))",
  ],
  [
    57,
    "Close off vwap over the age of the month's high",
    "(0 - (1 * ((close - vwap) / decay_linear(rank(ts_argmax(close, 30)), 2))))",
  ],
  [
    58,
    "Vwap within sectors against volume",
    "(-1 * Ts_Rank(decay_linear(correlation(IndNeutralize(vwap, IndClass.sector), volume, 3.92795), 7.89291), 5.50322))",
  ],
  [
    59,
    "Vwap within industries against volume",
    "(-1 * Ts_Rank(decay_linear(correlation(IndNeutralize(((vwap * 0.728317) + (vwap * (1 - 0.728317))), IndClass.industry), volume, 4.25197), 16.2289), 8.19648))",
  ],
  [
    60,
    "Money flow less the age of the high",
    "(0 - (1 * ((2 * scale(rank(((((close - low) - (high - close)) / (high - low)) * volume)))) - scale(rank(ts_argmax(close, 10))))))",
  ],
  [
    61,
    "Vwap over its low below vwap against dollar volume",
    "(rank((vwap - ts_min(vwap, 16.1219))) < rank(correlation(vwap, adv180, 17.9282)))",
  ],
  [
    62,
    "Vwap against dollar volume below open against the bar",
    "((rank(correlation(vwap, sum(adv20, 22.4101), 9.91009)) < rank(((rank(open) + rank(open)) < (rank(((high + low) / 2)) + rank(high))))) * -1)",
  ],
  [
    63,
    "Decaying change within industries less price against dollar volume",
    "((rank(decay_linear(delta(IndNeutralize(close, IndClass.industry), 2.25164), 8.22237)) - rank(decay_linear(correlation(((vwap * 0.318108) + (open * (1 - 0.318108))), sum(adv180, 37.2467), 13.557), 12.2883))) * -1)",
  ],
  [
    64,
    "Low against dollar volume below the change of price",
    "((rank(correlation(sum(((open * 0.178404) + (low * (1 - 0.178404))), 12.7054), sum(adv120, 12.7054), 16.6208)) < rank(delta(((((high + low) / 2) * 0.178404) + (vwap * (1 - 0.178404))), 3.69741))) * -1)",
  ],
  [
    65,
    "Vwap against dollar volume below open over its low",
    "((rank(correlation(((open * 0.00817205) + (vwap * (1 - 0.00817205))), sum(adv60, 8.6911), 6.40374)) < rank((open - ts_min(open, 13.635)))) * -1)",
  ],
  [
    66,
    "Decaying change of vwap, with low against open",
    "((rank(decay_linear(delta(vwap, 3.51013), 7.23052)) + Ts_Rank(decay_linear(((((low * 0.96633) + (low * (1 - 0.96633))) - vwap) / (open - ((high + low) / 2))), 11.4157), 6.72611)) * -1)",
  ],
  [
    67,
    "High over its low to the power of price against dollar volume",
    "((rank((high - ts_min(high, 2.14593)))^rank(correlation(IndNeutralize(vwap, IndClass.sector), IndNeutralize(adv20, IndClass.subindustry), 6.02936))) * -1)",
  ],
  [
    68,
    "High against dollar volume below the change of price",
    "((Ts_Rank(correlation(rank(high), rank(adv15), 8.91644), 13.9333) < rank(delta(((close * 0.518371) + (low * (1 - 0.518371))), 1.06157))) * -1)",
  ],
  [
    69,
    "Peak change within industries to the power of price against dollar volume",
    "((rank(ts_max(delta(IndNeutralize(vwap, IndClass.industry), 2.72412), 4.79344))^Ts_Rank(correlation(((close * 0.490655) + (vwap * (1 - 0.490655))), adv20, 4.92416), 9.0615)) * -1)",
  ],
  [
    70,
    "Change of vwap to the power of close against dollar volume",
    "((rank(delta(vwap, 1.29456))^Ts_Rank(correlation(IndNeutralize(close, IndClass.industry), adv50, 17.8256), 17.9171)) * -1)",
  ],
  [
    71,
    "The larger of trend with volume and open with low",
    "max(Ts_Rank(decay_linear(correlation(Ts_Rank(close, 3.43976), Ts_Rank(adv180, 12.0647), 18.0175), 4.20501), 15.6948), Ts_Rank(decay_linear((rank(((low + open) - (vwap + vwap)))^2), 16.4662), 4.4388))",
  ],
  [
    72,
    "Middle against dollar volume over vwap against volume",
    "(rank(decay_linear(correlation(((high + low) / 2), adv40, 8.93345), 10.1519)) / rank(decay_linear(correlation(Ts_Rank(vwap, 3.72469), Ts_Rank(volume, 18.5188), 6.86671), 2.95011)))",
  ],
  [
    73,
    "The larger of vwap's change and open's fall",
    "(max(rank(decay_linear(delta(vwap, 4.72775), 2.91864)), Ts_Rank(decay_linear(((delta(((open * 0.147155) + (low * (1 - 0.147155))), 2.03608) / ((open * 0.147155) + (low * (1 - 0.147155)))) * -1), 3.33829), 16.7411)) * -1)",
  ],
  [
    74,
    "Close against dollar volume below high against volume",
    "((rank(correlation(close, sum(adv30, 37.4843), 15.1365)) < rank(correlation(rank(((high * 0.0261661) + (vwap * (1 - 0.0261661)))), rank(volume), 11.4791))) * -1)",
  ],
  [
    75,
    "Vwap against volume below low against dollar volume",
    "(rank(correlation(vwap, volume, 4.24304)) < rank(correlation(rank(low), rank(adv50), 12.4413)))",
  ],
];
