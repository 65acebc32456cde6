import { fail, nearest } from "../errors.js";

/** The columns of a panel: distinct symbols in a fixed order. Immutable. */
export class AssetIndex {
  private readonly positions: ReadonlyMap<string, number>;

  private constructor(
    /** The symbols, distinct, in the order of the columns. */ readonly symbols: readonly string[],
  ) {
    this.positions = new Map(symbols.map((symbol, i) => [symbol, i]));
  }

  static of(symbols: readonly string[]): AssetIndex {
    const index = new AssetIndex([...symbols]);
    if (index.positions.size !== symbols.length) {
      const twice = symbols.find((symbol, i) => index.positions.get(symbol) !== i);
      fail("core.AssetIndex", "symbols must be distinct", { received: twice });
    }
    return index;
  }

  /** Number of symbols. */
  get length(): number {
    return this.symbols.length;
  }

  /** The column of `symbol`, or -1. */
  indexOf(symbol: string): number {
    return this.positions.get(symbol) ?? -1;
  }

  /** The column of `symbol`, or an error that names the nearest symbol. */
  column(symbol: string, who = "core.AssetIndex"): number {
    const i = this.indexOf(symbol);
    if (i < 0) {
      const near = nearest(symbol, this.symbols);
      fail(who, "symbol is not in this panel", { received: symbol, fix: near && `did you mean ${near}?` });
    }
    return i;
  }

  /** Whether both hold the same symbols in the same order. */
  equals(other: AssetIndex): boolean {
    return (
      this === other ||
      (this.length === other.length && this.symbols.every((symbol, i) => symbol === other.symbols[i]))
    );
  }
}
