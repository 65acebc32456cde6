import { counted, TableView } from "../../core/index.js";
import type { Spell } from "./spell.js";

export interface Members {
  readonly name: string;
  readonly spells: readonly Spell[];
  readonly symbols: readonly string[];
}

/** Members at the start of each year, and who came and went in it. */
export function membershipTable({ name, spells, symbols }: Members): TableView {
  const starts = spells.map(({ from }) => from);
  const ends = spells.flatMap(({ to }) => to ?? []);
  const years = yearsBetween(starts.reduce(earliest), [...starts, ...ends].reduce(latest));
  const rows = years.map((year) => ({
    year: String(year),
    members: spells.filter(({ from, to }) => from <= `${year}-12-31` && (to === null || to > `${year}-12-31`))
      .length,
    came: starts.filter((date) => date.startsWith(String(year))).length,
    went: ends.filter((date) => date.startsWith(String(year))).length,
  }));
  return new TableView(rows, {
    title: `${name}: ${counted(symbols.length, "symbol")} ever, ${counted(spells.length, "spell")}`,
    columns: [
      { key: "year" },
      { key: "members", label: "members at its end", format: "integer" },
      { key: "came", format: "integer" },
      { key: "went", format: "integer" },
    ],
    limit: 60,
  });
}

const earliest = (a: string, b: string): string => (a < b ? a : b);
const latest = (a: string, b: string): string => (a > b ? a : b);

function yearsBetween(from: string, to: string): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => first + i);
}
