import type { DailyBars } from "../bars/bars.js";
import { ANY_ACTION, type QualityRule } from "../rule.js";
import { eachBar } from "./eachBar.js";

/** Bars that repeat what was there before. */
export const standstillRules: readonly QualityRule[] = [
  {
    name: "stale_price",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "The close has been the same for many sessions: nobody trades, or a feed has stopped.",
    formula:
      "close_t = close_{t−1} = … for at least `sessions` bars in a row, each from the last of these on",
    known: "with the bar",
    value: "bars with this close so far",
    thresholds: { sessions: { default: 10, unit: "bars", meaning: "so many equal closes are stale" } },
    find: (bars, report, { limits }) => {
      const { length, symbol, close } = bars;
      let same = 1;
      for (let i = 1; i < length; i++) {
        same = close[i] === close[i - 1] && symbol[i] === symbol[i - 1] ? same + 1 : 1;
        if (same >= limits.sessions) report.bar(i, same);
      }
    },
  },
  {
    name: "repeated_bar",
    severity: "warning",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "Prices and volume are all those of the session before: the old bar was delivered again.",
    formula: "open, high, low, close and volume equal those at t − 1, high > low, volume > 0",
    known: "with the bar",
    value: "",
    thresholds: {},
    find: eachBar((bars, i) => bars.volume[i] > 0 && bars.high[i] > bars.low[i] && i > 0 && repeats(bars, i)),
  },
];

function repeats({ symbol, open, high, low, close, volume }: DailyBars, i: number): boolean {
  return (
    volume[i] === volume[i - 1] &&
    close[i] === close[i - 1] &&
    open[i] === open[i - 1] &&
    high[i] === high[i - 1] &&
    low[i] === low[i - 1] &&
    symbol[i] === symbol[i - 1]
  );
}
