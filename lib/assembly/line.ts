import { counted, load, only, orMissing, present, stateRow, store } from "./lanes";

const SLOPE: i32 = 0;
const INTERCEPT: i32 = 1;
const RSQUARE: i32 = 2;

/**
 * Rolling least-squares line of `y` on `x`, or on the row number where `x` is 0, of one block of rows that begins at
 * row `start`, over `span` rows, see `rollingRegression`.
 * State: suffix counts and sums x, y, xx, yy, xy from the origins, two suffix origins; the same of the prefix; the row
 * numbers of the block, each twice.
 */
export function line(
  x: usize,
  y: usize,
  output: usize,
  state: usize,
  rows: i32,
  columns: i32,
  window: i32,
  first: bool,
  min: f64,
  kind: i32,
  start: f64,
  span: f64,
): void {
  const width = (<usize>columns) << 3;
  const S = stateRow(columns);
  const table = <usize>(window + 1) * S;
  const count = state;
  const sumX = count + table;
  const sumY = sumX + table;
  const sumXX = sumY + table;
  const sumYY = sumXX + table;
  const sumXY = sumYY + table;
  const originX = sumXY + table;
  const originY = originX + S;
  const pCount = originY + S;
  const pX = pCount + S;
  const pY = pX + S;
  const pXX = pY + S;
  const pYY = pXX + S;
  const pXY = pYY + S;
  const pOriginX = pXY + S;
  const pOriginY = pOriginX + S;
  // The row numbers are read like a matrix whose rows are one pair long.
  const inTime = x === 0;
  const numbers = pOriginY + S;
  if (inTime) {
    for (let r = 0; r < rows; r++) store(numbers + ((<usize>r) << 4), f64x2.splat(start + <f64>r));
  }
  const fromOf = inTime ? numbers : x;
  const widthOfX: usize = inTime ? 16 : width;
  const along: usize = inTime ? 0 : usize.MAX_VALUE;
  if (first) memory.fill(state, 0, 6 * table + 10 * S);
  memory.fill(pCount, 0, 6 * S);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let r = 0; r < rows; r++) {
    const at = <usize>r * width;
    const tail = <usize>(r + 1) * S;
    const rowOfX = fromOf + <usize>r * widthOfX;
    for (let j: usize = 0; j < S; j += 16) {
      const a0 = load(rowOfX + (j & along));
      const b0 = load(y + at + j);
      const ok = v128.and(present(a0), present(b0));
      const n0 = load(pCount + j);
      const starts = only(f64x2.eq(n0, zero), ok);
      const fromX = v128.bitselect(a0, load(pOriginX + j), starts);
      const fromY = v128.bitselect(b0, load(pOriginY + j), starts);
      const nb = counted(n0, ok);
      const a = only(f64x2.sub(a0, fromX), ok);
      const b = only(f64x2.sub(b0, fromY), ok);
      const sx = f64x2.add(load(pX + j), a);
      const sy = f64x2.add(load(pY + j), b);
      const sxx = f64x2.add(load(pXX + j), f64x2.mul(a, a));
      const sxy = f64x2.add(load(pXY + j), f64x2.mul(a, b));
      store(pOriginX + j, fromX);
      store(pOriginY + j, fromY);
      store(pCount + j, nb);
      store(pX + j, sx);
      store(pY + j, sy);
      store(pXX + j, sxx);
      store(pXY + j, sxy);
      // All sums from one origin: the older block's, or the newer one's when the older is empty.
      const i = tail + j;
      const na = load(count + i);
      const n = f64x2.add(na, nb);
      const older = f64x2.gt(na, zero);
      const both = v128.and(older, f64x2.gt(nb, zero));
      const gx = only(f64x2.sub(fromX, load(originX + j)), both);
      const gy = only(f64x2.sub(fromY, load(originY + j)), both);
      const movedX = f64x2.mul(nb, gx);
      const movedY = f64x2.mul(nb, gy);
      const tx = f64x2.add(f64x2.add(load(sumX + i), sx), movedX);
      const ty = f64x2.add(f64x2.add(load(sumY + i), sy), movedY);
      const upXX = f64x2.mul(gx, f64x2.add(f64x2.add(sx, sx), movedX));
      const upXY = f64x2.add(f64x2.mul(gx, f64x2.add(sy, movedY)), f64x2.mul(gy, sx));
      const txx = f64x2.add(f64x2.add(load(sumXX + i), sxx), upXX);
      const txy = f64x2.add(f64x2.add(load(sumXY + i), sxy), upXY);
      // n times the central sums.
      const cxx = f64x2.sub(f64x2.mul(n, txx), f64x2.mul(tx, tx));
      const cxy = f64x2.sub(f64x2.mul(n, txy), f64x2.mul(tx, ty));
      let fine = v128.and(f64x2.ge(n, f64x2.splat(min)), f64x2.gt(cxx, zero));
      const slope = f64x2.div(cxy, cxx);
      let result = slope;
      if (kind === RSQUARE) {
        const syy = f64x2.add(load(pYY + j), f64x2.mul(b, b));
        store(pYY + j, syy);
        const upYY = f64x2.mul(gy, f64x2.add(f64x2.add(sy, sy), movedY));
        const tyy = f64x2.add(f64x2.add(load(sumYY + i), syy), upYY);
        const cyy = f64x2.sub(f64x2.mul(n, tyy), f64x2.mul(ty, ty));
        fine = v128.and(fine, f64x2.gt(cyy, zero));
        result = f64x2.min(one, f64x2.mul(slope, f64x2.div(cxy, cyy)));
      } else if (kind !== SLOPE) {
        const meanX = f64x2.div(tx, n);
        const meanY = f64x2.div(ty, n);
        const x0 = v128.bitselect(load(originX + j), fromX, older);
        const y0 = v128.bitselect(load(originY + j), fromY, older);
        if (kind === INTERCEPT) {
          // In time, the height one row before the window.
          const origin = inTime ? f64x2.sub(x0, f64x2.sub(a0, f64x2.splat(span))) : x0;
          const level = f64x2.sub(meanY, f64x2.mul(slope, f64x2.add(origin, meanX)));
          result = f64x2.add(y0, level);
        } else {
          const above = f64x2.sub(f64x2.sub(b0, y0), meanY);
          result = f64x2.sub(above, f64x2.mul(slope, f64x2.sub(f64x2.sub(a0, x0), meanX)));
          fine = v128.and(fine, ok);
        }
      }
      store(output + at + j, orMissing(result, v128.and(fine, present(result))));
    }
  }
  if (rows < window) return;
  for (let k = window - 1; k >= 1; k--) {
    const at = <usize>k * width;
    const here = <usize>k * S;
    const next = here + S;
    const rowOfX = fromOf + <usize>k * widthOfX;
    for (let j: usize = 0; j < S; j += 16) {
      const a0 = load(rowOfX + (j & along));
      const b0 = load(y + at + j);
      const ok = v128.and(present(a0), present(b0));
      const n0 = load(count + next + j);
      const starts = only(f64x2.eq(n0, zero), ok);
      const fromX = v128.bitselect(a0, load(originX + j), starts);
      const fromY = v128.bitselect(b0, load(originY + j), starts);
      const a = only(f64x2.sub(a0, fromX), ok);
      const b = only(f64x2.sub(b0, fromY), ok);
      store(originX + j, fromX);
      store(originY + j, fromY);
      store(count + here + j, counted(n0, ok));
      store(sumX + here + j, f64x2.add(load(sumX + next + j), a));
      store(sumY + here + j, f64x2.add(load(sumY + next + j), b));
      store(sumXX + here + j, f64x2.add(load(sumXX + next + j), f64x2.mul(a, a)));
      store(sumYY + here + j, f64x2.add(load(sumYY + next + j), f64x2.mul(b, b)));
      store(sumXY + here + j, f64x2.add(load(sumXY + next + j), f64x2.mul(a, b)));
    }
  }
}
