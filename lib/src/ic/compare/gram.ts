/**
 * Sums of products of all pairs of rows, above the diagonal: `out[a × rows + b]` for a < b. Two rows meet four others at a
 * time, so that each value that is read serves several products.
 */
export function gram(rows: readonly Float64Array[], out: Float64Array): void {
  const size = rows.length;
  for (let p = 0; p + 1 < size; p += 2) {
    out[p * size + p + 1] = dot(rows[p], rows[p + 1]);
    let q = p + 2;
    for (; q + 3 < size; q += 4) block(rows, p, q, out);
    for (; q < size; q++) {
      out[p * size + q] = dot(rows[p], rows[q]);
      out[(p + 1) * size + q] = dot(rows[p + 1], rows[q]);
    }
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let total = 0;
  for (let j = 0; j < x.length; j++) total += x[j] * y[j];
  return total;
}

/** Rows p and p + 1 with rows q to q + 3. */
function block(rows: readonly Float64Array[], p: number, q: number, out: Float64Array): void {
  const x = rows[p];
  const y = rows[p + 1];
  const a = rows[q];
  const b = rows[q + 1];
  const c = rows[q + 2];
  const d = rows[q + 3];
  let xa = 0;
  let xb = 0;
  let xc = 0;
  let xd = 0;
  let ya = 0;
  let yb = 0;
  let yc = 0;
  let yd = 0;
  for (let j = 0; j < x.length; j++) {
    const u = x[j];
    const v = y[j];
    xa += u * a[j];
    xb += u * b[j];
    xc += u * c[j];
    xd += u * d[j];
    ya += v * a[j];
    yb += v * b[j];
    yc += v * c[j];
    yd += v * d[j];
  }
  const at = p * rows.length + q;
  out[at] = xa;
  out[at + 1] = xb;
  out[at + 2] = xc;
  out[at + 3] = xd;
  const below = at + rows.length;
  out[below] = ya;
  out[below + 1] = yb;
  out[below + 2] = yc;
  out[below + 3] = yd;
}
