const LONG = 252;
const SKIP = 21;
const SHORT = 5;

/** Write `mom_12_1` at `row`, close.lag(21) / close.lag(252) − 1 on adjusted closes, to `out`. */
export function momentumInto(adjusted: Float64Array, row: number, out: Float64Array): void {
  ratioInto(adjusted, [row - SKIP, row - LONG], out);
  for (let j = 0; j < out.length; j++) out[j] -= 1;
}

/** Write `reversal_5` at `row`, −(close / close.lag(5) − 1) on adjusted closes, to `out`. */
export function reversalInto(adjusted: Float64Array, row: number, out: Float64Array): void {
  ratioInto(adjusted, [row, row - SHORT], out);
  for (let j = 0; j < out.length; j++) out[j] = -(out[j] - 1);
}

function ratioInto(
  adjusted: Float64Array,
  [top, bottom]: readonly [number, number],
  out: Float64Array,
): void {
  const width = out.length;
  if (bottom < 0) {
    out.fill(Number.NaN);
    return;
  }
  for (let j = 0; j < width; j++) out[j] = adjusted[top * width + j] / adjusted[bottom * width + j];
}
