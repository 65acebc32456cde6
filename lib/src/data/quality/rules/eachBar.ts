import type { BarContext } from "../bars/barContext.js";
import type { DailyBars } from "../bars/bars.js";
import type { QualityRule } from "../rule.js";

type Limits = Readonly<Record<string, number>>;

/** A rule that looks at one position at a time; `value` is the number beside the finding. */
export function eachBar(
  breaks: (bars: DailyBars, i: number, limits: Limits) => boolean,
  value: (bars: DailyBars, i: number) => number = () => Number.NaN,
): QualityRule["find"] {
  return (bars, report, { limits }) => {
    for (let i = 0; i < bars.length; i++) if (breaks(bars, i, limits)) report.bar(i, value(bars, i));
  };
}

/** As {@link eachBar}, for a rule that compares with what is usual; `value` gives `NaN` where nothing is wrong. */
export function eachDerived(
  columns: (derived: BarContext) => readonly Float64Array[],
  value: (values: readonly Float64Array[], i: number, limits: Limits) => number,
): QualityRule["find"] {
  return (bars, report, { limits, derived }) => {
    const values = columns(derived);
    for (let i = 0; i < bars.length; i++) {
      const found = value(values, i, limits);
      if (!Number.isNaN(found)) report.bar(i, found);
    }
  };
}
