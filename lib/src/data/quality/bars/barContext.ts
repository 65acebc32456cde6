import { rollingQuantile } from "../../../core/index.js";
import type { Bars } from "./bars.js";

/** A split or dividend of one symbol. */
export interface BarAction {
  readonly symbol: number;
  /** Day since 1970-01-01. */
  readonly day: number;
  readonly kind: "split" | "dividend";
  readonly value: number;
}

/** Sessions that a usual size is taken over, and how many of them must be there. */
export const USUAL = { window: 63, min: 21 } as const;

/** Standard deviation of a normal variable per median absolute deviation. */
const SIGMA_PER_MAD = 1.4826;

/** Columns that several rules read, each computed when first asked for. All are known with the bar itself. */
export class BarContext {
  readonly #columns = new Map<string, Float64Array>();

  constructor(
    private readonly bars: Bars,
    private readonly actions: readonly BarAction[],
  ) {}

  /** The symbol's close before, adjusted for its actions since: what the price would be without news. */
  get base(): Float64Array {
    return this.#once("base", () => baseOf(this.bars, this.actions));
  }

  /** ln(close / base). */
  get move(): Float64Array {
    return this.#once("move", () => logRatio(this.bars.close, this.base));
  }

  /** ln(open / base). */
  get gap(): Float64Array {
    return this.#once("gap", () => logRatio(this.bars.open, this.base));
  }

  /** 1.4826 × median |move| of the 63 bars before: a standard deviation that outliers do not move. */
  get moveSigma(): Float64Array {
    return this.#once("moveSigma", () => this.#usual(this.move, { absolute: true, factor: SIGMA_PER_MAD }));
  }

  /** ln(high / low) over its median of the 63 bars before. */
  get rangeRatio(): Float64Array {
    return this.#once("rangeRatio", () => {
      const range = logRatio(this.bars.high, this.bars.low);
      return ratio(range, this.#usual(range));
    });
  }

  /** ln(volume) less its median of the 63 bars before; `NaN` without volume. */
  get volumeMove(): Float64Array {
    return this.#once("volumeMove", () => {
      const volume = this.bars.volume.map((value) => (value > 0 ? Math.log(value) : Number.NaN));
      const usual = this.#usual(volume);
      return volume.map((value, i) => value - usual[i]);
    });
  }

  /** 1.4826 × median |volumeMove| of the 63 bars before. */
  get volumeSigma(): Float64Array {
    return this.#once("volumeSigma", () =>
      this.#usual(this.volumeMove, { absolute: true, factor: SIGMA_PER_MAD }),
    );
  }

  /** Median of the 63 bars before, per symbol; `NaN` where fewer than 21 of them are there. */
  #usual(values: Float64Array, { absolute = false, factor = 1 } = {}): Float64Array {
    const { starts, symbols } = this.bars;
    const shifted = new Float64Array(values.length);
    for (let i = 1; i < values.length; i++)
      shifted[i] = absolute ? factor * Math.abs(values[i - 1]) : factor * values[i - 1];
    const out = new Float64Array(values.length).fill(Number.NaN);
    for (let s = 0; s < symbols.length; s++) {
      const [from, to] = [starts[s], starts[s + 1]];
      if (from === to) continue;
      shifted[from] = Number.NaN;
      rollingQuantile(shifted.subarray(from, to), 1, { ...USUAL, p: 0.5 }, out.subarray(from, to));
    }
    return out;
  }

  #once(name: string, compute: () => Float64Array): Float64Array {
    const known = this.#columns.get(name);
    if (known) return known;
    const column = compute();
    this.#columns.set(name, column);
    return column;
  }
}

function logRatio(above: Float64Array, below: Float64Array): Float64Array {
  const out = new Float64Array(above.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.log(above[i] / below[i]);
  return out;
}

function ratio(above: Float64Array, below: Float64Array): Float64Array {
  const out = new Float64Array(above.length);
  for (let i = 0; i < out.length; i++) out[i] = above[i] / below[i];
  return out;
}

function baseOf(bars: Bars, actions: readonly BarAction[]): Float64Array {
  const { length, symbol, close } = bars;
  const base = new Float64Array(length).fill(Number.NaN);
  for (let i = 1; i < length; i++) if (symbol[i] === symbol[i - 1]) base[i] = close[i - 1];
  const inOrder = [...actions].sort((a, b) => a.day - b.day || (a.kind === "dividend" ? -1 : 1));
  for (const action of inOrder) {
    const at = firstBarFrom(bars, action);
    if (at < 0 || Number.isNaN(base[at])) continue;
    if (action.kind === "split") base[at] /= action.value;
    else if (action.value < base[at]) base[at] -= action.value;
  }
  return base;
}

/** The symbol's first bar on or after the day of an action; −1 when there is none. */
function firstBarFrom({ starts, session, days }: Bars, { symbol, day }: BarAction): number {
  let [low, high] = [starts[symbol], starts[symbol + 1]];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[session[middle]] < day) low = middle + 1;
    else high = middle;
  }
  return low < end ? low : -1;
}
