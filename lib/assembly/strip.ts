import { load, store } from "./lanes";

// What walks along columns takes a strip of eight at a time, a cache line of the matrix, copied side by side: columns
// of a wide matrix lie in pages of their own, and of one with 512 columns in the same few places of the cache.

/** Bytes of a row of a strip. */
export const STRIP: usize = 64;

/** Copy rows of so many bytes, `width` apart, one after the other, {@link STRIP} apart. */
export function gather(from: usize, width: usize, rows: i32, bytes: usize, to: usize): void {
  const end = to + <usize>rows * STRIP;
  if (bytes === STRIP) {
    do {
      store(to, load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
      from += width;
      to += STRIP;
    } while (to < end);
    return;
  }
  do {
    for (let j: usize = 0; j < bytes; j += 16) store(to + j, load(from + j));
    from += width;
    to += STRIP;
  } while (to < end);
}

/** Copy them back. */
export function scatter(from: usize, to: usize, width: usize, rows: i32, bytes: usize): void {
  const end = from + <usize>rows * STRIP;
  if (bytes === STRIP) {
    do {
      store(to, load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
      from += STRIP;
      to += width;
    } while (from < end);
    return;
  }
  do {
    for (let j: usize = 0; j < bytes; j += 16) store(to + j, load(from + j));
    from += STRIP;
    to += width;
  } while (from < end);
}
