import {
  type AssetIndex,
  type Cell,
  type Showable,
  showsItself,
  TableView,
  type TimeIndex,
} from "../core/index.js";
import type { Action, Listing, PlantedDrift, PlantedEffect, RawBars } from "./contents.js";

/**
 * A synthetic equity market as plain data: unadjusted bars, corporate actions, listings, sectors, and the truth
 * that was planted in it. Made by `syntheticMarket`.
 */
export class SyntheticMarket implements Showable {
  /** The seed it was made with; the same seed gives the same market. */
  readonly seed: number;
  /** The sessions, daily. */
  readonly time: TimeIndex;
  /** The symbols, also those that were delisted. */
  readonly assets: AssetIndex;
  /** Unadjusted bars as they were traded, NaN outside a symbol's listing. */
  readonly raw: Readonly<RawBars>;
  /** Splits and dividends in the order of their ex-dates. */
  readonly actions: readonly Action[];
  /** One per asset, in the order of {@link assets}. */
  readonly listings: readonly Listing[];
  /** Sector name per asset. */
  readonly sectors: readonly string[];
  /** The expected daily rank IC of each planted factor; 0 where nothing was planted. */
  readonly truth: readonly PlantedEffect[];
  /** Earnings reports with the drift after them, where they were asked for. */
  readonly earnings?: PlantedDrift;

  constructor(
    contents: Pick<
      SyntheticMarket,
      "seed" | "time" | "assets" | "raw" | "actions" | "listings" | "sectors" | "truth" | "earnings"
    >,
  ) {
    this.seed = contents.seed;
    this.time = contents.time;
    this.assets = contents.assets;
    this.raw = contents.raw;
    this.actions = contents.actions;
    this.listings = contents.listings;
    this.sectors = contents.sectors;
    this.truth = contents.truth;
    this.earnings = contents.earnings;
  }

  /** Size, span, events and planted truth as a table. */
  describe(): TableView {
    return new TableView(this.facts(), {
      title: `Synthetic market, seed ${this.seed}`,
      columns: [{ key: "what" }, { key: "value" }],
      note: "planted: expected daily rank correlation of the factor with the next session's total return",
    });
  }

  toText(): string {
    return this.describe().toText();
  }

  toHtml(): string {
    return this.describe().toHtml();
  }

  private facts(): Record<string, Cell>[] {
    const { time, listings, actions } = this;
    const span = `${time.label(0)} to ${time.label(time.length - 1)}`;
    const late = listings.filter((listing) => listing.from > time.label(0)).length;
    const acquired = listings.filter((listing) => listing.ending === "acquired").length;
    const failed = listings.filter((listing) => listing.ending === "failed").length;
    const splits = actions.filter((action) => action.kind === "split");
    const reverse = splits.filter((action) => action.value < 1).length;
    return [
      { what: "symbols", value: `${this.assets.length} in ${new Set(this.sectors).size} sectors` },
      { what: "sessions", value: `${time.length}, ${span}` },
      { what: "listed late", value: String(late) },
      { what: "delisted", value: `${acquired + failed} (${failed} after a crash)` },
      { what: "splits", value: `${splits.length} (${reverse} reverse)` },
      { what: "dividends", value: String(actions.length - splits.length) },
      ...this.truth.map(({ factor, horizon, rankIc }) => ({
        what: `planted in ${factor}`,
        value: `rank IC ${rankIc} at horizon ${horizon}`,
      })),
      ...(this.earnings ? [{ what: "planted after earnings", value: driftText(this.earnings) }] : []),
    ];
  }
}
showsItself(SyntheticMarket);

function driftText({ reports, drift, reaction, sessions }: PlantedDrift): string {
  return `log return ${drift} over ${sessions} sessions after a positive surprise, ${reaction} on the first; ${reports.length} reports`;
}
