import {
  type Cell,
  escapeHtml,
  type Panel,
  type Showable,
  showsItself,
  TableView,
} from "../../core/index.js";
import type { StoreEntry } from "./entry.js";

/** A stored version with its values. */
export interface Side {
  readonly version: string;
  readonly entry: StoreEntry;
  readonly panel: Panel;
}

/** How the values of one symbol differ between two versions. */
export interface SymbolDiff {
  readonly symbol: string;
  /** Values that differ, a value that came or went included. */
  readonly changed: number;
  readonly firstDate: string;
  readonly lastDate: string;
  /** Largest |new − old| and largest |new − old| / |old| where both have a value. */
  readonly maxAbs: number;
  readonly maxRel: number;
}

/** What changed between two versions of a factor: dates, symbols, values, and where they came from. */
export class FactorDiff implements Showable {
  /** Dates and symbols that only the newer or only the older has. */
  readonly addedDates: readonly string[];
  /** Dates that only `from` has. */
  readonly removedDates: readonly string[];
  /** Symbols that only `to` has. */
  readonly addedSymbols: readonly string[];
  /** Symbols that only `from` has. */
  readonly removedSymbols: readonly string[];
  /** Values on dates and symbols that both have. */
  readonly compared: number;
  /** One row per symbol with a changed value, most changed first. */
  readonly changes: readonly SymbolDiff[];
  /** What differs in where the values came from: expression, data, engine. */
  readonly causes: readonly string[];

  constructor(
    /** The version compared with. */
    readonly from: Side,
    /** The version that is compared. */
    readonly to: Side,
  ) {
    const [before, after] = [from.panel, to.panel];
    this.addedDates = missingIn(after.time.labels(), before.time.labels());
    this.removedDates = missingIn(before.time.labels(), after.time.labels());
    this.addedSymbols = missingIn(after.assets.symbols, before.assets.symbols);
    this.removedSymbols = missingIn(before.assets.symbols, after.assets.symbols);
    const dates = before.time.length - this.removedDates.length;
    this.compared = dates * (before.assets.length - this.removedSymbols.length);
    this.changes = changesOf(before, after);
    this.causes = causesOf(from.entry, to.entry);
  }

  /** Values that differ. */
  get changed(): number {
    return this.changes.reduce((sum, { changed }) => sum + changed, 0);
  }

  toText(): string {
    return [...this.#lines(), ...(this.changes.length > 0 ? [this.#table().toText()] : [])].join("\n");
  }
  toHtml(): string {
    const lines = this.#lines().map((line) => `<p>${escapeHtml(line)}</p>`);
    return `<div class="assay-factor-diff">${lines.join("")}${this.changes.length > 0 ? this.#table().toHtml() : ""}</div>`;
  }

  #lines(): string[] {
    const { from, to } = this;
    const shape = (what: string, added: readonly string[], removed: readonly string[]) =>
      added.length + removed.length === 0
        ? []
        : [`${what}: ${added.length} added, ${removed.length} removed`];
    return [
      `${to.entry.factor.name} on ${to.entry.dataset}: ${from.version} → ${to.version}`,
      ...this.causes,
      ...shape("dates", this.addedDates, this.removedDates),
      ...shape("symbols", this.addedSymbols, this.removedSymbols),
      `${this.changed} of ${this.compared} values on common dates and symbols differ`,
    ];
  }

  #table(): TableView {
    return new TableView(this.changes as unknown as readonly Record<string, Cell>[], {
      columns: [
        { key: "symbol" },
        { key: "changed", format: "integer" },
        { key: "firstDate", label: "first" },
        { key: "lastDate", label: "last" },
        { key: "maxAbs", label: "largest change" },
        { key: "maxRel", label: "relative", format: "scientific" },
      ],
    });
  }
}
showsItself(FactorDiff);

function missingIn(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}

function changesOf(before: Panel, after: Panel): SymbolDiff[] {
  const aligned = after.reindex(before.time, before.assets);
  const rows = Array.from(before.time.instants, (instant, row) =>
    after.time.indexOf(instant) < 0 ? -1 : row,
  ).filter((row) => row >= 0);
  return before.assets.symbols
    .flatMap((symbol, column) => {
      if (after.assets.indexOf(symbol) < 0) return [];
      const change = changeOf(before, aligned, { rows, column });
      return change.changed > 0 ? [{ symbol, ...change }] : [];
    })
    .sort((a, b) => b.changed - a.changed);
}

function changeOf(
  before: Panel,
  after: Panel,
  { rows, column }: { rows: readonly number[]; column: number },
): Omit<SymbolDiff, "symbol"> {
  const changed: number[] = [];
  let maxAbs = Number.NaN;
  let maxRel = Number.NaN;
  for (const row of rows) {
    const at = row * before.assets.length + column;
    const [x, y] = [before.values[at], after.values[at]];
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
    changed.push(row);
    const distance = Math.abs(y - x);
    if (Number.isNaN(distance)) continue;
    maxAbs = Math.max(distance, Number.isNaN(maxAbs) ? 0 : maxAbs);
    if (x !== 0) maxRel = Math.max(distance / Math.abs(x), Number.isNaN(maxRel) ? 0 : maxRel);
  }
  const dateOf = (row: number | undefined) => (row === undefined ? "" : before.time.label(row));
  return {
    changed: changed.length,
    firstDate: dateOf(changed[0]),
    lastDate: dateOf(changed.at(-1)),
    maxAbs,
    maxRel,
  };
}

function causesOf(from: StoreEntry, to: StoreEntry): string[] {
  const causes = [];
  if (from.factor.hash !== to.factor.hash)
    causes.push(`expression: ${from.factor.formula} → ${to.factor.formula}`);
  if (from.inputs !== to.inputs) causes.push(`data: ${from.inputs.slice(0, 12)} → ${to.inputs.slice(0, 12)}`);
  if (from.engine !== to.engine) causes.push(`engine: ${from.engine} → ${to.engine}`);
  return causes;
}
