import {
  type AssetIndex,
  type DateLike,
  fail,
  isoDate,
  type Panel,
  type Showable,
  showsItself,
  type TimeIndex,
} from "../../core/index.js";
import { type Factor, type FieldSource, field } from "../../expr/index.js";
import type { MarketTables } from "../source/syntheticSource.js";
import type { MarketAction } from "./action.js";
import { contentsOf, type MarketContents, type MarketPanels, withPanels } from "./contents.js";
import { DerivedPanels } from "./derivedPanels.js";
import { describeMarket } from "./describeMarket.js";
import { RAW_FIELDS, type RawField } from "./fields.js";
import { hashMarket } from "./hashMarket.js";

/**
 * Bars of a universe over a span, with what is known about its symbols. A symbol is missing (NaN) outside its
 * life; delisted names stay in.
 *
 * `open`, `high`, `low`, `close` and `volume` are factors over adjusted values, `raw.*` over the values as they
 * were delivered. Adjustments are anchored at the first date and causal: the value of a date uses actions known
 * on it only.
 */
export class Market implements FieldSource, Showable {
  readonly #contents: MarketContents;
  readonly #panels: DerivedPanels;
  #fingerprint: string | undefined;

  private constructor(contents: MarketContents) {
    this.#contents = contents;
    this.#panels = new DerivedPanels(contents);
  }

  /** A market from panels in memory, for tests and data of your own. */
  static fromPanels(panels: MarketPanels): Market {
    return new Market(contentsOf(panels));
  }

  /**
   * A market from tables in memory, without a lake: raw bars, actions and sectors, for example a synthetic market.
   * @example Market.from(syntheticMarket({ seed: 7, symbols: 120, years: 4 }))
   */
  static from(tables: MarketTables, name = "synthetic"): Market {
    const { raw, sectors, actions = [] } = tables;
    return Market.fromPanels({
      name,
      fields: { ...raw },
      sectors,
      actions: actions as readonly MarketAction[],
    });
  }

  /** A market from what a lake holds; everything has been checked. */
  static fromContents(contents: MarketContents): Market {
    return new Market(contents);
  }

  /** Name of the dataset, or the one that it was made with. */
  get name(): string {
    return this.#contents.name;
  }
  /** The sessions. */
  get time(): TimeIndex {
    return this.#contents.time;
  }
  get assets(): AssetIndex {
    return this.#contents.assets;
  }
  /** Splits and dividends of the span, by ex-date. */
  get actions(): readonly MarketAction[] {
    return this.#contents.actions;
  }

  /** Adjusted open [price]. */
  get open(): Factor {
    return field("open");
  }
  /** Adjusted high [price]. */
  get high(): Factor {
    return field("high");
  }
  /** Adjusted low [price]. */
  get low(): Factor {
    return field("low");
  }
  /** Adjusted close [price]: its returns are total returns, dividends reinvested. */
  get close(): Factor {
    return field("close");
  }
  /** Split-adjusted volume [shares]. */
  get volume(): Factor {
    return field("volume");
  }
  /** Raw close × raw volume [currency]. */
  get dollarVolume(): Factor {
    return field("dollar_volume");
  }
  /** The values as delivered, without adjustment. */
  get raw(): Readonly<Record<RawField, Factor>> {
    const factors = RAW_FIELDS.map((name) => [name, field(`raw.${name}`)] as const);
    return Object.fromEntries(factors) as Record<RawField, Factor>;
  }

  /** The names that {@link panel} and `field(…)` understand, beside those of the calendar, e.g. `calendar.month`. */
  get fields(): readonly string[] {
    return this.#panels.names;
  }

  /** The panel of a field, sessions × assets; computed once. An unknown field is an error. */
  panel(name: string): Panel {
    return this.#panels.get(name);
  }

  /** The one grouping there is, `sector`: a code per asset (−1: unknown) and the names, sorted. Static, as of the last load. */
  group(name: string): { codes: Int32Array; names: readonly string[] } {
    const { sectors } = this.#contents;
    if (!this.hasGroup(name) || !sectors) {
      const fix = name === "sector" ? "ingest sectors, with the option sectors: FILE" : "use sector";
      fail("data.Market.group", `market ${this.name} has no such grouping`, { received: name, fix });
    }
    const names = [...new Set(sectors.filter((sector) => sector !== null))].sort();
    const codes = Int32Array.from(sectors, (sector) => (sector === null ? -1 : names.indexOf(sector)));
    return { codes, names };
  }

  /** Whether `group` knows this grouping, e.g. `sector`. */
  hasGroup(name: string): boolean {
    return name === "sector" && this.#contents.sectors !== undefined;
  }

  /**
   * What was known at the close of `date`: later sessions and actions are gone. Adjusted values of the sessions
   * that remain are the same to the last bit. Symbols listed later stay as columns without values.
   */
  asOf(date: DateLike): Market {
    return this.#rows(0, this.time.upperBound(date));
  }

  /** The sessions from `from` to `to`, both included; adjustments are anchored at the new first date. */
  between(from?: DateLike, to?: DateLike): Market {
    const start = from === undefined ? 0 : this.time.lowerBound(from);
    const end = to === undefined ? this.time.length : this.time.upperBound(to);
    return this.#rows(start, Math.max(start, end));
  }

  /**
   * The market with more fields, each on its sessions and assets: `panel(name)` and `field(name)` know them. A name that it
   * has already is an error. What a field holds on a date must have been known then: nothing checks that here.
   */
  withFields(fields: Readonly<Record<string, Panel>>): Market {
    return new Market(withPanels(this.#contents, fields));
  }

  /** SHA-256 over content and span, hex: equal for equal data, wherever they came from. */
  get fingerprint(): string {
    const { time, assets, panels, actions, sectors } = this.#contents;
    const { symbols } = assets;
    this.#fingerprint ??= hashMarket({
      panels,
      rest: { instants: Array.from(time.instants), frequency: time.frequency, symbols, actions, sectors },
    });
    return this.#fingerprint;
  }

  toText(): string {
    return describeMarket(this).toText();
  }
  toHtml(): string {
    return describeMarket(this).toHtml();
  }

  #rows(start: number, end: number): Market {
    const { panels, actions, time } = this.#contents;
    const last = end > 0 && end <= time.length ? isoDate(time.instants[end - 1]) : "";
    const first = start < time.length ? isoDate(time.instants[start]) : "";
    return new Market({
      ...this.#contents,
      time: time.slice(start, end),
      panels: new Map([...panels].map(([name, panel]) => [name, panel.rows(start, end)])),
      actions: actions.filter((action) => action.date >= first && action.date <= last),
    });
  }
}
showsItself(Market);
