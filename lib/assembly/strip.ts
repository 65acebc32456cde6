import { finite, load, store } from "./lanes";

// What walks along columns takes a strip of eight at a time, a cache line of the matrix, copied side by side: columns
// of a wide matrix lie in pages of their own, and of one with 512 columns in the same few places of the cache.

/** Bytes of a row of a strip. */
export const STRIP: usize = 64;

/** Copy rows of so many bytes, which lie `step` apart, into a strip. */
export function copyRows(from: usize, step: usize, to: usize, rows: i32, bytes: usize): void {
  const end = to + <usize>rows * STRIP;
  if (bytes === STRIP) {
    do {
      store(to, load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
      from += step;
      to += STRIP;
    } while (to < end);
    return;
  }
  do {
    for (let j: usize = 0; j < bytes; j += 16) store(to + j, load(from + j));
    from += step;
    to += STRIP;
  } while (to < end);
}

/** Copy the results in a strip to rows that lie `step` apart; what is not finite is missing. */
export function copyFinite(from: usize, to: usize, step: usize, rows: i32, bytes: usize): void {
  const end = from + <usize>rows * STRIP;
  do {
    for (let j: usize = 0; j < bytes; j += 16) store(to + j, finite(load(from + j)));
    from += STRIP;
    to += step;
  } while (from < end);
}
