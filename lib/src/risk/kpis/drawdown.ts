import { calendarDays, dateOf } from "../dates.js";
import { deepest } from "../episodes.js";
import { dateKpi, numberKpi } from "../kpi.js";
import type { ReturnSample } from "../sample.js";

function date(pick: (worst: { peak: number; trough: number; recovery: number }) => number) {
  return (sample: ReturnSample): string | null => {
    const worst = deepest(sample.episodes);
    return worst ? dateOf(sample.time, pick(worst)) : null;
  };
}

const DATE = { unit: "date", format: "date", annualisation: "none", ddof: null } as const;

export const DRAWDOWN = {
  max_drawdown: numberKpi({
    label: "Maximum drawdown",
    meaning: "Largest loss from a peak of wealth; 0 when wealth never fell.",
    formula: "\\min_t D_t,\\quad D_t = \\frac{W_t}{\\max_{s\\le t} W_s}-1,\\quad W_0=1",
    unit: "fraction",
    format: "percent",
    annualisation: "none",
    ddof: null,
    missing: "a missing return counts as 0; NaN without any return",
    source: "empyrical max_drawdown (the base of 1 before the first return is a peak)",
    compute: ({ present, episodes }) => (present.length ? (deepest(episodes)?.depth ?? 0) : Number.NaN),
  }),
  max_drawdown_start: dateKpi({
    ...DATE,
    label: "Drawdown start",
    meaning: "Date of the peak before the maximum drawdown; the first date when wealth falls from the start.",
    formula: "\\arg\\max_{s\\le t^*} W_s",
    missing: "null without a drawdown or without dates",
    source: "pyfolio get_max_drawdown (peak)",
    compute: date((worst) => Math.max(0, worst.peak)),
  }),
  max_drawdown_trough: dateKpi({
    ...DATE,
    label: "Drawdown trough",
    meaning: "Date of the lowest point of the maximum drawdown.",
    formula: "t^* = \\arg\\min_t D_t",
    missing: "null without a drawdown or without dates",
    source: "pyfolio get_max_drawdown (valley)",
    compute: date((worst) => worst.trough),
  }),
  max_drawdown_end: dateKpi({
    ...DATE,
    label: "Drawdown end",
    meaning: "First date on which the peak is reached again.",
    formula: "\\min\\{t > t^* : D_t \\ge 0\\}",
    missing: "null while the drawdown is open, without a drawdown or without dates",
    source: "pyfolio get_max_drawdown (recovery)",
    compute: date((worst) => worst.recovery),
  }),
  max_drawdown_days: numberKpi({
    label: "Drawdown length",
    meaning:
      "Calendar days from the start of the maximum drawdown to its end, or to the last date while it is open.",
    formula: "\\mathrm{end} - \\mathrm{start}",
    unit: "calendar days",
    format: "integer",
    annualisation: "none",
    ddof: null,
    missing: "NaN without a drawdown or without dates",
    source: "definition",
    compute: ({ episodes, time }) => {
      const worst = deepest(episodes);
      return worst ? calendarDays(time, worst.peak, worst.recovery) : Number.NaN;
    },
  }),
};
