/** Average ranks, over `unit`, of the values at these places. */
export function rankOne(out: usize, values: usize, columns: usize, from: i32, to: i32, unit: f64): void {
  for (let i = from; i < to; ) {
    const value = f64.load(values + ((<usize>i) << 3));
    let end = i + 1;
    while (end < to && f64.load(values + ((<usize>end) << 3)) === value) end++;
    const rank = <f64>(i + end + 1) / 2 / unit;
    for (; i < end; i++) {
      f64.store(out + ((<usize>load<u32>(columns + ((<usize>i) << 2))) << 3), rank);
    }
  }
}
