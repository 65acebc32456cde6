import type { DailyBars } from "../bars/bars.js";
import { ANY_ACTION, type FindContext, FLAG_ONLY, type QualityRule, type Report } from "../rule.js";
import { eachBar, eachDerived } from "./eachBar.js";

/** Rules about the volume. */
export const volumeRules: readonly QualityRule[] = [
  {
    name: "zero_volume",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "No share changed hands.",
    formula: "volume = 0",
    known: "with the bar",
    value: "volume, shares",
    thresholds: {},
    find: eachBar(
      ({ volume }, i) => volume[i] === 0,
      () => 0,
    ),
  },
  {
    name: "missing_volume",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "The volume is missing although the source has a volume column.",
    formula: "volume empty",
    known: "with the bar",
    value: "",
    thresholds: {},
    find: ({ length, volume }, report, { fields }) => {
      if (!fields.includes("volume")) return;
      for (let i = 0; i < length; i++) if (Number.isNaN(volume[i])) report.bar(i, Number.NaN);
    },
  },
  {
    name: "volume_anomaly",
    severity: "note",
    action: "flag",
    actions: ANY_ACTION,
    sentence: "The volume is many times larger or smaller than usual for the symbol.",
    formula:
      "|ln(volume_t / median)| > max(sigmas · σ, ln ratio); the median over the 63 bars before, σ = 1.4826 · median of such distances",
    known: "with the bar",
    value: "volume over the usual volume",
    thresholds: {
      sigmas: { default: 8, unit: "usual deviations", meaning: "a larger distance is an anomaly" },
      ratio: { default: 20, unit: "ratio", meaning: "a smaller ratio is none, however calm the volume" },
    },
    find: eachDerived(
      ({ volumeMove, volumeSigma }) => [volumeMove, volumeSigma],
      ([move, sigma], i, { sigmas, ratio }) => {
        const size = Math.abs(move[i]);
        return size > Math.max(sigmas * sigma[i], Math.log(ratio)) ? Math.exp(move[i]) : Number.NaN;
      },
    ),
  },
  {
    name: "partial_session",
    severity: "warning",
    action: "flag",
    actions: FLAG_ONLY,
    sentence: "The last session looks unfinished: most symbols have a fraction of their usual volume.",
    formula:
      "median over symbols of volume / usual volume at the last date < share, of at least `symbols` symbols",
    known: "with the session",
    value: "median volume over the usual volume",
    thresholds: {
      share: { default: 0.35, unit: "fraction of the usual volume", meaning: "less is unfinished" },
      symbols: { default: 5, unit: "symbols", meaning: "fewer cannot tell" },
    },
    find: partialSession,
  },
];

function partialSession(bars: DailyBars, report: Report, { limits, derived }: FindContext): void {
  const last = bars.days.length - 1;
  const { volumeMove } = derived;
  const moves: number[] = [];
  for (let s = 1; s < bars.symbols.length; s++) {
    const at = bars.starts[s + 1] - 1;
    if (at >= bars.starts[s] && bars.session[at] === last && !Number.isNaN(volumeMove[at]))
      moves.push(volumeMove[at]);
  }
  if (moves.length < limits.symbols) return;
  const middle = Math.exp(moves.sort((a, b) => a - b)[moves.length >> 1]);
  if (middle < limits.share) report.absent(0, last, middle);
}
