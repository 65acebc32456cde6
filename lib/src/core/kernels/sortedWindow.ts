/**
 * The values of a moving window in increasing order. A value that leaves and one that enters move only what lies
 * between them: short moves by insertion, long ones by binary search and a block copy.
 */
export class SortedWindow {
  /** The first {@link n} entries are the sorted values. */
  readonly values: Float64Array;
  n = 0;

  constructor(capacity: number) {
    this.values = new Float64Array(capacity);
  }

  clear(): void {
    this.n = 0;
  }

  insert(value: number): void {
    const { values } = this;
    const at = this.below(value);
    values.copyWithin(at + 1, at, this.n);
    values[at] = value;
    this.n++;
  }

  /** Take out a value that is inside. */
  remove(value: number): void {
    const at = this.below(value);
    this.values.copyWithin(at, at + 1, this.n);
    this.n--;
  }

  /** Take out `old`, which is inside, and put `value` in. */
  replace(old: number, value: number): void {
    const { values, n } = this;
    const hole = this.below(old);
    if (n > SHORT) {
      this.replaceFar(hole, old, value);
      return;
    }
    let at = hole;
    if (value > old) {
      for (; at + 1 < n && values[at + 1] < value; at++) values[at] = values[at + 1];
    } else {
      for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
    }
    values[at] = value;
  }

  /** How many values are smaller than `value`. */
  below(value: number): number {
    const { values } = this;
    let low = 0;
    let high = this.n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many values are smaller than or equal to `value`. */
  upTo(value: number): number {
    const { values } = this;
    let low = 0;
    let high = this.n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private replaceFar(hole: number, old: number, value: number): void {
    const { values } = this;
    const at = this.below(value);
    if (value > old) {
      values.copyWithin(hole, hole + 1, at);
      values[at - 1] = value;
    } else {
      values.copyWithin(at + 1, at, hole);
      values[at] = value;
    }
  }
}

/** Windows up to this length are reordered by insertion alone. */
const SHORT = 64;
