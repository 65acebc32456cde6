import { counted, TableView } from "../../core/index.js";
import type { Choice } from "./choice.js";

export interface Chosen {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly symbols: readonly string[];
}

const NAMES = 5;

/** One row per choice: how many are inside, who came and went, and which rule the others fell at. */
export function universeTable({ name, choices, symbols }: Chosen): TableView {
  const rules = [...new Set(choices.flatMap(({ fell }) => Object.keys(fell)))];
  const rows = choices.map(({ from, size, added, removed, fell }) => ({
    ...{ from, size, added: added.length, removed: removed.length, who: whoText(added, removed) },
    ...Object.fromEntries(rules.map((rule) => [`fell:${rule}`, fell[rule] ?? 0])),
  }));
  const integer = "integer" as const;
  return new TableView(rows.reverse(), {
    title: `${name}: ${counted(symbols.length, "symbol")} ever inside, chosen ${counted(choices.length, "time")}`,
    columns: [
      { key: "from" },
      { key: "size", label: "inside", format: integer },
      { key: "added", format: integer },
      { key: "removed", format: integer },
      ...rules.map((rule) => ({ key: `fell:${rule}`, label: `fell: ${rule}`, format: integer })),
      { key: "who", label: "came (+) and went (−)" },
    ],
    note: "Newest first. Decided on the close of the session before.",
    limit: 24,
  });
}

function whoText(added: readonly string[], removed: readonly string[]): string {
  const signed = [...added.map((symbol) => `+${symbol}`), ...removed.map((symbol) => `−${symbol}`)];
  const more = signed.length - NAMES;
  return `${signed.slice(0, NAMES).join(" ")}${more > 0 ? ` … ${more} more` : ""}`;
}
