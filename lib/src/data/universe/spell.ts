/** One stay of a symbol in an index or a list. Dates are `YYYY-MM-DD`. */
export interface Spell {
  readonly symbol: string;
  /** First date inside. */
  readonly from: string;
  /** First date outside again; `null` while it stays. */
  readonly to: string | null;
}

/** By symbol, then by date; those of a symbol that overlap or touch are one. */
export function mergedSpells(spells: readonly Spell[]): Spell[] {
  const sorted = [...spells].sort((a, b) => compare(a.symbol, b.symbol) || compare(a.from, b.from));
  const merged: Spell[] = [];
  for (const spell of sorted) {
    const last = merged.at(-1);
    if (last?.symbol !== spell.symbol || (last.to !== null && last.to < spell.from)) merged.push(spell);
    else merged[merged.length - 1] = { ...last, to: later(last.to, spell.to) };
  }
  return merged;
}

/** The spells of each symbol, in the order of the symbols. */
export function spellsBySymbol(spells: readonly Spell[]): Map<string, Spell[]> {
  const bySymbol = new Map<string, Spell[]>();
  for (const spell of spells) {
    const own = bySymbol.get(spell.symbol);
    if (own) own.push(spell);
    else bySymbol.set(spell.symbol, [spell]);
  }
  return bySymbol;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const later = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b;
