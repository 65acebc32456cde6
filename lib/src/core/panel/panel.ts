import { fail } from "../errors.js";
import { type Showable, showsItself } from "../show/index.js";
import { AssetIndex } from "./assetIndex.js";
import { describePanel } from "./describe.js";
import { type DateLike, type Frequency, TimeIndex } from "./timeIndex.js";

export interface PanelMeta {
  /** What the values are, e.g. `close`. */
  name?: string;
  /** Unit of the values, e.g. `USD/share`; `1` for a pure number. */
  unit?: string;
}

/**
 * A dense matrix of numbers, dates × assets.
 *
 * Values are stored row by row (all assets of one date together) in one `Float64Array`; `NaN` is missing.
 * A panel is immutable for its callers: every method returns a new panel or plain data, and nobody writes
 * to {@link values}.
 */
export class Panel implements Showable {
  /** What the values are; empty when nobody said. */
  readonly name: string;
  /** Unit of the values; empty when nobody said. */
  readonly unit: string;

  private constructor(
    /** The rows: one per date. */
    readonly time: TimeIndex,
    /** The columns: one per symbol. */
    readonly assets: AssetIndex,
    /** Row-major values, `values[row * assets.length + column]`. Read only by convention. */
    readonly values: Float64Array,
    meta: PanelMeta,
  ) {
    this.name = meta.name ?? "";
    this.unit = meta.unit ?? "1";
  }

  /** A panel over existing row-major values, which it takes over without copying. */
  static of(time: TimeIndex, assets: AssetIndex, values: Float64Array, meta: PanelMeta = {}): Panel {
    if (values.length !== time.length * assets.length) {
      fail("core.Panel", `values must hold ${time.length} dates × ${assets.length} assets`, {
        received: values.length,
      });
    }
    return new Panel(time, assets, values, meta);
  }

  /** A panel from nested rows, for examples and tests: `null` is missing. */
  static fromArrays(
    dates: readonly DateLike[],
    symbols: readonly string[],
    rows: readonly (readonly (number | null)[])[],
    meta: PanelMeta & { frequency?: Frequency } = {},
  ): Panel {
    const values = new Float64Array(dates.length * symbols.length).fill(Number.NaN);
    rows.forEach((row, i) => {
      if (row.length !== symbols.length) {
        fail("core.Panel.fromArrays", `row ${i} must hold ${symbols.length} values`, {
          received: row.length,
        });
      }
      row.forEach((value, j) => {
        if (value !== null) values[i * symbols.length + j] = value;
      });
    });
    return Panel.of(TimeIndex.of(dates, meta.frequency), AssetIndex.of(symbols), values, meta);
  }

  /** A panel of missing values. */
  static empty(time: TimeIndex, assets: AssetIndex, meta: PanelMeta = {}): Panel {
    return new Panel(time, assets, new Float64Array(time.length * assets.length).fill(Number.NaN), meta);
  }

  /** Number of dates and of assets. */
  get shape(): readonly [dates: number, assets: number] {
    return [this.time.length, this.assets.length];
  }

  /** The value of one asset on one date; an unknown date or symbol is an error. */
  at(date: DateLike, symbol: string): number {
    const row = this.time.indexOf(date);
    if (row < 0) fail("core.Panel.at", "date is not in this panel", { received: date });
    return this.values[row * this.assets.length + this.assets.column(symbol, "core.Panel.at")];
  }

  /** All assets on row `i`: a view into the panel, not a copy. */
  row(i: number): Float64Array {
    return this.values.subarray(i * this.assets.length, (i + 1) * this.assets.length);
  }

  /** One asset over time, as a copy. */
  series(symbol: string): Float64Array {
    const column = this.assets.column(symbol, "core.Panel.series");
    const width = this.assets.length;
    return Float64Array.from({ length: this.time.length }, (_, i) => this.values[i * width + column]);
  }

  /** The dates from `from` to `to`, both included. */
  between(from?: DateLike, to?: DateLike): Panel {
    const start = from === undefined ? 0 : this.time.lowerBound(from);
    const end = to === undefined ? this.time.length : this.time.upperBound(to);
    return this.rows(start, Math.max(start, end));
  }

  /** Rows `start` (inclusive) to `end` (exclusive). */
  rows(start: number, end: number = this.time.length): Panel {
    const width = this.assets.length;
    const values = this.values.slice(start * width, end * width);
    return new Panel(this.time.slice(start, end), this.assets, values, this);
  }

  /** These assets, in this order; an unknown symbol is an error. */
  select(symbols: readonly string[]): Panel {
    const assets = AssetIndex.of(symbols);
    for (const symbol of symbols) this.assets.column(symbol, "core.Panel.select");
    return this.reindex(this.time, assets);
  }

  /** The same values on other dates and assets; what this panel does not have is missing. Never fills. */
  reindex(time: TimeIndex, assets: AssetIndex): Panel {
    const out = new Float64Array(time.length * assets.length).fill(Number.NaN);
    const width = this.assets.length;
    const columns = Int32Array.from(assets.symbols, (symbol) => this.assets.indexOf(symbol));
    for (let i = 0; i < time.length; i++) {
      const row = this.time.indexOf(time.instants[i]);
      if (row < 0) continue;
      for (let j = 0; j < columns.length; j++) {
        if (columns[j] >= 0) out[i * columns.length + j] = this.values[row * width + columns[j]];
      }
    }
    return new Panel(time, assets, out, this);
  }

  /** The same values under another name or unit. */
  with(meta: PanelMeta): Panel {
    return new Panel(this.time, this.assets, this.values, { name: this.name, unit: this.unit, ...meta });
  }

  /** Same dates, assets and values; missing equals missing, names are not compared. */
  equals(other: Panel): boolean {
    return (
      this.time.equals(other.time) &&
      this.assets.equals(other.assets) &&
      this.values.every((value, i) => Object.is(value, other.values[i]) || value === other.values[i])
    );
  }

  toText(): string {
    return describePanel(this).toText();
  }

  toHtml(): string {
    return describePanel(this).toHtml();
  }
}
showsItself(Panel);
