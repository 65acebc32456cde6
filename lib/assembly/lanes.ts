// Two neighbouring columns at a time (f64x2). AssemblyScript: TypeScript's syntax over WebAssembly's types.
//
// A block of rows lies in memory as in a panel: row-major, `columns` doubles per row. With an odd number of columns
// the last pair of a row takes in the first value of the next row; its result is overwritten there, and the states,
// whose rows have room for whole pairs, keep it in a column of their own. So no column needs a loop of its own.

/** Bytes of a row of states: whole pairs. */
export function stateRow(columns: i32): usize {
  return (<usize>((columns + 1) >> 1)) << 4;
}

/** All bits set where a value is neither missing nor infinite. */
export function present(value: v128): v128 {
  return f64x2.eq(f64x2.sub(value, value), f64x2.splat(0));
}

/** `value` where the mask is set, 0 elsewhere. */
export function only(value: v128, mask: v128): v128 {
  return v128.and(value, mask);
}

/** `count` + 1 where the mask is set. */
export function counted(count: v128, mask: v128): v128 {
  return f64x2.add(count, v128.and(f64x2.splat(1), mask));
}

export function orMissing(value: v128, mask: v128): v128 {
  return v128.bitselect(value, f64x2.splat(NaN), mask);
}

/** `result`, missing where `value` is missing or infinite: else 0 is taken from it, which leaves −0 too. */
export function asMissingAs(value: v128, result: v128): v128 {
  return f64x2.sub(result, f64x2.sub(value, value));
}

/** Missing where it is infinite. */
export function finite(value: v128): v128 {
  return asMissingAs(value, value);
}

export function load(at: usize): v128 {
  return v128.load(at);
}

export function store(at: usize, value: v128): void {
  v128.store(at, value);
}
