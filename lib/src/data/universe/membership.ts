import {
  type AssetIndex,
  type DateLike,
  fail,
  isoDate,
  Panel,
  type Showable,
  sha256,
  showsItself,
  type TimeIndex,
  toInstant,
} from "../../core/index.js";
import type { Market } from "../market/market.js";
import { membershipTable } from "./membershipTable.js";
import { mergedSpells, type Spell, spellsBySymbol } from "./spell.js";

/**
 * Who belonged to an index or a list on which dates: spells, from the first date inside to the first outside. A symbol may have
 * several. As point in time as the spells are: a list of today's members, dated back, leaves out all that failed.
 */
export class Membership implements Showable {
  readonly #bySymbol: ReadonlyMap<string, readonly Spell[]>;

  private constructor(
    /** Of the index or the list. */
    readonly name: string,
    /** By symbol, then by date; spells of a symbol neither overlap nor touch. */
    readonly spells: readonly Spell[],
  ) {
    this.#bySymbol = spellsBySymbol(spells);
  }

  /**
   * From spells in any order; those of a symbol that overlap or touch become one. A spell that ends before it begins is an
   * error.
   * @param name letters, digits, `_`: the field of a market is called `member.NAME`
   */
  static of(name: string, spells: readonly Spell[]): Membership {
    const who = "data.Membership.of";
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      fail(who, "the name is letters, digits and _, no digit first", { received: name });
    }
    if (spells.length === 0) fail(who, `${name} has no spell`);
    for (const { symbol, from, to } of spells) {
      if (to !== null && to <= from) {
        fail(who, `a spell of ${symbol} ends before it begins`, { received: `${from} to ${to}` });
      }
    }
    return new Membership(name, mergedSpells(spells));
  }

  /** Everybody who ever belonged, sorted. */
  get symbols(): readonly string[] {
    return [...this.#bySymbol.keys()];
  }

  /** SHA-256 over the spells, hex. */
  get fingerprint(): string {
    return sha256(this.spells.map(({ symbol, from, to }) => `${symbol}\t${from}\t${to}\n`).join(""));
  }

  /** Who belonged on a date, sorted. */
  members(date: DateLike): string[] {
    const day = isoDate(toInstant(date));
    return this.symbols.filter((symbol) => this.isMember(symbol, day));
  }

  /** Did the symbol belong on this date? */
  isMember(symbol: string, date: DateLike): boolean {
    const day = isoDate(toInstant(date));
    const spells = this.#bySymbol.get(symbol) ?? [];
    return spells.some(({ from, to }) => from <= day && (to === null || day < to));
  }

  /** Dates × assets: 1 where the asset belonged, else 0. Never missing. */
  panel(time: TimeIndex, assets: AssetIndex): Panel {
    const width = assets.length;
    const values = new Float64Array(time.length * width);
    assets.symbols.forEach((symbol, j) => {
      for (const { from, to } of this.#bySymbol.get(symbol) ?? []) {
        const end = to === null ? time.length : time.lowerBound(to);
        for (let i = time.lowerBound(from); i < end; i++) values[i * width + j] = 1;
      }
    });
    return Panel.of(time, assets, values, { name: `member.${this.name}`, unit: "0 or 1" });
  }

  /** The market with the field `member.NAME`, for `factor.mask(field("member.NAME"))`. */
  onto(market: Market): Market {
    return market.withFields({ [`member.${this.name}`]: this.panel(market.time, market.assets) });
  }

  toText(): string {
    return membershipTable(this).toText();
  }

  toHtml(): string {
    return membershipTable(this).toHtml();
  }
}
showsItself(Membership);
