/** Very long cells are left without line numbers rather than without an answer. */
const MAX_PAIRS = 250_000;

/**
 * For each emitted line the index of the source line it comes from, -1 if none: the assignment in order that is most
 * alike in words. The compiler drops types and blank lines and adds exports, but keeps the order.
 */
function alignLines(emitted: readonly string[], source: readonly string[]): Int32Array {
  if (emitted.length * source.length > MAX_PAIRS) return new Int32Array(emitted.length).fill(-1);
  const rows = emitted.map(words);
  const columns = source.map(words);
  const width = columns.length + 1;
  const best = new Float64Array((rows.length + 1) * width);
  for (let i = rows.length - 1; i >= 0; i--) {
    for (let j = columns.length - 1; j >= 0; j--) {
      const both = alike(rows[i], columns[j]) + best[(i + 1) * width + j + 1];
      best[i * width + j] = Math.max(both, best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  return walk(best, rows, columns);
}

/** Follow the best scores from the start. */
function walk(best: Float64Array, rows: readonly string[][], columns: readonly string[][]): Int32Array {
  const width = columns.length + 1;
  const aligned = new Int32Array(rows.length).fill(-1);
  for (let i = 0, j = 0; i < rows.length && j < columns.length; ) {
    const here = best[i * width + j];
    if (here === best[(i + 1) * width + j]) i++;
    else if (here === best[i * width + j + 1]) j++;
    else aligned[i++] = j++;
  }
  return aligned;
}

/** Words and signs, without what the compiler adds. */
function words(line: string): string[] {
  return line.replace(/\bexports\.|\(0, (\w+(?:\.\w+)*)\)/g, "$1").match(/\w+|[^\s\w;]/g) ?? [];
}

/** Share of common words, 0 to 1; 0 when fewer than four in ten are common. */
function alike(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of a) {
    const n = left.get(word) ?? 0;
    if (n > 0) common++;
    left.set(word, n - 1);
  }
  const share = (2 * common) / (a.length + b.length);
  return share < 0.4 ? 0 : share;
}

export = alignLines;
