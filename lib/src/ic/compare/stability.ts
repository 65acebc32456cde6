import { checkInteger, checkKeys, fail, mean, std } from "../../core/index.js";

export interface StabilityOptions {
  /** Lengths of the windows in dates that have a value. Default 3, 5 and 10. */
  windows?: readonly number[];
}

/** How steady a rank IC is over windows of one length. */
export interface IcStability {
  /** Length of the windows, in dates that have a value. */
  readonly window: number;
  /** Share of the windows whose mean has the sign of the mean over all dates. A mean of exactly 0 has none. */
  readonly sameSign: number;
  /** Standard deviation of the window means (ddof 1). */
  readonly std: number;
  /** Number of windows: one per date from the first full window on, so that neighbours overlap. */
  readonly windows: number;
}

/**
 * Rolling-window stability of a series of rank ICs (or of any number per date): is the mean over a few dates usually on
 * the side of the mean over all? Missing dates are dropped first. For independent normal ICs the expected share is
 * Φ(√k |ICIR|), k the length of the window; a share of a half says nothing. `NaN` without a full window.
 *
 * @example ic.stability(report.horizon(5).rankIc)[1].sameSign // windows of 5 dates
 */
export function stability(values: Float64Array, options: StabilityOptions = {}): IcStability[] {
  const who = "ic.stability";
  checkKeys(who, options, ["windows"]);
  const { windows = [3, 5, 10] } = options;
  if (windows.length === 0) fail(who, "windows must hold at least one length", { received: windows });
  for (const window of windows) checkInteger(who, "each of windows", window, 2, "dates");
  const present = values.filter((value) => !Number.isNaN(value));
  return windows.map((window) => stabilityOver(present, window));
}

function stabilityOver(present: Float64Array, window: number): IcStability {
  const means = new Float64Array(Math.max(0, present.length - window + 1));
  for (let i = 0; i < means.length; i++) means[i] = mean(present.subarray(i, i + window));
  const side = Math.sign(mean(present));
  const same = means.reduce((n, value) => (side !== 0 && Math.sign(value) === side ? n + 1 : n), 0);
  return {
    window,
    sameSign: means.length > 0 ? same / means.length : Number.NaN,
    std: std(means),
    windows: means.length,
  };
}
