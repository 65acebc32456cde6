import { type Panel, type Showable, sha256, showsItself } from "../../core/index.js";
import type { Market } from "../market/market.js";
import type { Choice } from "./choice.js";
import { Membership } from "./membership.js";
import type { Spell } from "./spell.js";
import { universeTable } from "./universeTable.js";

/** Which assets of a market belong to a universe on which session, and how that came about. See {@link chooseUniverse}. */
export class Universe implements Showable {
  constructor(
    readonly name: string,
    /** Sessions × assets: 1 inside, else 0. Never missing. */
    readonly panel: Panel,
    readonly choices: readonly Choice[],
  ) {}

  /** Everybody who was ever inside, in the order of the market. */
  get symbols(): string[] {
    const { assets, values } = this.panel;
    const width = assets.length;
    return assets.symbols.filter((_, j) => {
      for (let k = j; k < values.length; k += width) if (values[k] === 1) return true;
      return false;
    });
  }

  /** SHA-256 over who was inside when, hex. */
  get fingerprint(): string {
    return sha256(...this.membership.spells.map(({ symbol, from, to }) => `${symbol}\t${from}\t${to}\n`));
  }

  /** The same as spells, which can be kept and laid over another market. */
  get membership(): Membership {
    return Membership.of(this.name, spellsOf(this.panel));
  }

  /** The market with the field `member.NAME`, for `factor.mask(field("member.NAME"))`. */
  onto(market: Market): Market {
    const panel = this.panel.time.equals(market.time) && this.panel.assets.equals(market.assets);
    if (!panel) return this.membership.onto(market);
    return market.withFields({ [`member.${this.name}`]: this.panel });
  }

  toText(): string {
    return universeTable(this).toText();
  }

  toHtml(): string {
    return universeTable(this).toHtml();
  }
}
showsItself(Universe);

function spellsOf({ time, assets, values }: Panel): Spell[] {
  const width = assets.length;
  return assets.symbols.flatMap((symbol, j) => {
    const spells: Spell[] = [];
    let start = -1;
    for (let i = 0; i <= time.length; i++) {
      const inside = i < time.length && values[i * width + j] === 1;
      if (inside && start < 0) start = i;
      if (inside || start < 0) continue;
      spells.push({ symbol, from: time.label(start), to: i < time.length ? time.label(i) : null });
      start = -1;
    }
    return spells;
  });
}
