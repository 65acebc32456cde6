import { rollingQuantile } from "../../../core/index.js";
import type { DailyBars } from "./bars.js";

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

/** Write what a column has of one symbol, whose bars are those from `from` to `to`. */
type Fill = (out: Float64Array, from: number, to: number) => void;

/** Columns that several rules read, each computed when first asked for. All are known with the bar itself. */
export class BarContext {
  readonly #columns = new Map<string, Float64Array>();
  #bySymbol: Map<number, BarAction[]> | undefined;
  readonly #before: { readonly starts: Int32Array; readonly columns: ReadonlyMap<string, Float64Array> };

  constructor(
    private readonly bars: DailyBars,
    private readonly actions: readonly BarAction[],
    /** The context of the same bars and of others that have fallen since: symbols that lost none have the same columns. */
    before?: BarContext,
  ) {
    this.#before = before
      ? { starts: before.bars.starts, columns: before.#columns }
      : { starts: bars.starts, columns: new Map() };
  }

  /** The symbol's close before, adjusted for its actions since: what the price would be without news. */
  get base(): Float64Array {
    const { close } = this.bars;
    return this.#once("base", (out, from, to) => {
      for (let i = from + 1; i < to; i++) out[i] = close[i - 1];
      if (this.actions.length > 0) adjust(out, this.bars, this.#actionsOf(this.bars.symbol[from]));
    });
  }

  /** ln(close / base). */
  get move(): Float64Array {
    return this.#once("move", logRatio(this.bars.close, this.base));
  }

  /** ln(open / base). */
  get gap(): Float64Array {
    return this.#once("gap", logRatio(this.bars.open, this.base));
  }

  /** 1.4826 × median |move| of the 63 bars before: a standard deviation that outliers do not move. */
  get moveSigma(): Float64Array {
    return this.#once(
      "moveSigma",
      usual(this.move, (value) => SIGMA_PER_MAD * Math.abs(value)),
    );
  }

  /** ln(high / low) over its median of the 63 bars before. */
  get rangeRatio(): Float64Array {
    const range = this.#once("range", logRatio(this.bars.high, this.bars.low));
    const usualRange = this.#once("usualRange", usual(range));
    return this.#once("rangeRatio", (out, from, to) => {
      for (let i = from; i < to; i++) out[i] = range[i] / usualRange[i];
    });
  }

  /** ln(volume) less its median of the 63 bars before; `NaN` without volume. */
  get volumeMove(): Float64Array {
    const { volume } = this.bars;
    const size = this.#once("volumeSize", (out, from, to) => {
      for (let i = from; i < to; i++) if (volume[i] > 0) out[i] = Math.log(volume[i]);
    });
    const usualSize = this.#once("usualVolume", usual(size));
    return this.#once("volumeMove", (out, from, to) => {
      for (let i = from; i < to; i++) out[i] = size[i] - usualSize[i];
    });
  }

  /** 1.4826 × median |volumeMove| of the 63 bars before. */
  get volumeSigma(): Float64Array {
    return this.#once(
      "volumeSigma",
      usual(this.volumeMove, (value) => SIGMA_PER_MAD * Math.abs(value)),
    );
  }

  #once(name: string, fill: Fill): Float64Array {
    const known = this.#columns.get(name);
    if (known) return known;
    const { length, starts, symbols } = this.bars;
    const out = new Float64Array(length).fill(Number.NaN);
    const { starts: startsBefore, columns } = this.#before;
    const earlier = columns.get(name);
    for (let s = 0; s < symbols.length; s++) {
      const [from, to] = [starts[s], starts[s + 1]];
      const [fromBefore, toBefore] = [startsBefore[s], startsBefore[s + 1]];
      if (earlier && to - from === toBefore - fromBefore)
        out.set(earlier.subarray(fromBefore, toBefore), from);
      else if (from < to) fill(out, from, to);
    }
    this.#columns.set(name, out);
    return out;
  }

  /** Actions of a symbol in their order. */
  #actionsOf(symbol: number): readonly BarAction[] {
    this.#bySymbol ??= inOrder(this.actions);
    return this.#bySymbol.get(symbol) ?? [];
  }
}

function inOrder(actions: readonly BarAction[]): Map<number, BarAction[]> {
  const bySymbol = new Map<number, BarAction[]>();
  for (const action of actions) {
    const own = bySymbol.get(action.symbol);
    if (own) own.push(action);
    else bySymbol.set(action.symbol, [action]);
  }
  for (const own of bySymbol.values()) own.sort((a, b) => a.day - b.day || (a.kind === "dividend" ? -1 : 1));
  return bySymbol;
}

function logRatio(above: Float64Array, below: Float64Array): Fill {
  return (out, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.log(above[i] / below[i]);
  };
}

/** Median of the 63 bars before, of the values themselves or of what is made of them; `NaN` where fewer than 21 of them are there. */
function usual(values: Float64Array, of: (value: number) => number = (value) => value): Fill {
  return (out, from, to) => {
    const shifted = new Float64Array(to - from).fill(Number.NaN, 0, 1);
    for (let i = from + 1; i < to; i++) shifted[i - from] = of(values[i - 1]);
    rollingQuantile(shifted, 1, { ...USUAL, p: 0.5 }, out.subarray(from, to));
  };
}

/** Actions of a symbol in their order, on the price that the bar of their day is compared with. */
function adjust(base: Float64Array, bars: DailyBars, actions: readonly BarAction[]): void {
  for (const action of actions) {
    const at = firstBarFrom(bars, action);
    if (at < 0 || Number.isNaN(base[at])) continue;
    if (action.kind === "split") base[at] /= action.value;
    else if (action.value < base[at]) base[at] -= action.value;
  }
}

/** The symbol's first bar on or after the day of an action; −1 when there is none. */
function firstBarFrom({ starts, session, days }: DailyBars, { symbol, day }: BarAction): number {
  let [low, high] = [starts[symbol], starts[symbol + 1]];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[session[middle]] < day) low = middle + 1;
    else high = middle;
  }
  return low < end ? low : -1;
}
