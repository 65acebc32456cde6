import { rollingExtreme } from "./rollingExtreme.js";
import { checkWindow, type Window } from "./window.js";

/**
 * Where each row's value lies between the smallest and the largest value of its trailing window, column by column:
 * (x − min) / (max − min), in [0, 1]. `NaN` where the value is missing, the window does not vary, or fewer than `min`
 * values are present.
 */
export function rollingPosition(
  source: Float64Array,
  columns: number,
  options: Window,
  target: Float64Array = new Float64Array(source.length),
): Float64Array {
  checkWindow("core.rollingPosition", options);
  const low = rollingExtreme(source, columns, { ...options, kind: "min" });
  rollingExtreme(source, columns, { ...options, kind: "max" }, target);
  for (let i = 0; i < source.length; i++) {
    const range = target[i] - low[i];
    const position = (source[i] - low[i]) / range;
    target[i] = range > 0 && position - position === 0 ? position : Number.NaN;
  }
  return target;
}
