/** A step from one list to another: an item in both, only in the first, or only in the second. */
export interface Step {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  /** Places in the first and second list; -1 where it is not. */
  readonly from: number;
  readonly to: number;
}

/** Cells of the table of common lengths beyond which the middle is taken as replaced whole. */
const LARGEST = 4_000_000;

/** The shortest way from `a` to `b`, removals before additions (longest common subsequence). */
export function sequenceDiff(a: readonly string[], b: readonly string[]): Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (from: number, to: number): Step => ({ kind: "same", text: a[from], from, to });
  const steps = Array.from({ length: head }, (_, i) => same(i, i));
  steps.push(...middle(a, b, { from: head, a: a.length - tail, b: b.length - tail }));
  for (let i = tail; i > 0; i--) steps.push(same(a.length - i, b.length - i));
  return steps;
}

function middle(
  a: readonly string[],
  b: readonly string[],
  { from, a: endA, b: endB }: { from: number; a: number; b: number },
): Step[] {
  const wide = endB - from + 1;
  const size = (endA - from + 1) * wide;
  const common = new Int32Array(size <= LARGEST ? size : 0);
  if (common.length > 0) {
    for (let i = endA - 1; i >= from; i--) {
      for (let j = endB - 1; j >= from; j--) {
        const at = (i - from) * wide + j - from;
        common[at] = a[i] === b[j] ? common[at + wide + 1] + 1 : Math.max(common[at + wide], common[at + 1]);
      }
    }
  }
  const steps: Step[] = [];
  for (let i = from, j = from; i < endA || j < endB; ) {
    const at = (i - from) * wide + j - from;
    if (common.length > 0 && i < endA && j < endB && a[i] === b[j]) {
      steps.push({ kind: "same", text: a[i], from: i++, to: j++ });
    } else if (i < endA && (j >= endB || common.length === 0 || common[at + wide] >= common[at + 1])) {
      steps.push({ kind: "removed", text: a[i], from: i++, to: -1 });
    } else steps.push({ kind: "added", text: b[j], from: -1, to: j++ });
  }
  return steps;
}
