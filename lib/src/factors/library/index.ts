import { fail, nearest, TableView } from "../../core/index.js";
import type { Factor } from "../../expr/index.js";
import type { LibraryFactor } from "./libraryFactor.js";
import { library, SETS, type SetName } from "./sets.js";

/** The names of the library's factors. */
export const factorNames: readonly string[] = library.map(({ factor }) => factor.name);

/** The names of the library's sets. */
export const setNames = Object.keys(SETS) as readonly SetName[];

/** The library factor of this name; an unknown name is an error that names the nearest. */
export function get(name: string): Factor {
  const found = library.find(({ factor }) => factor.name === name);
  if (!found) {
    const near = nearest(name, factorNames);
    fail("factors.get", `the library has no such factor; its sets are ${setNames.join(", ")}`, {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }
  return found.factor;
}

/**
 * The factors of a named set, in the order of the documentation. An unknown name is an error that names the nearest.
 * @example factors.set("core").map(({ factor }) => factor)
 */
export function set(name: string): readonly LibraryFactor[] {
  const found = setNames.find((known) => known === name);
  if (!found) {
    const near = nearest(name, setNames);
    fail("factors.set", `the library has no such set; it has ${setNames.join(", ")}`, {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }
  return SETS[found];
}

/** A set, by default the whole library, as a table: name, formula, unit, look-back, source. */
export function table(name?: string): TableView {
  const shown = name === undefined ? library : set(name);
  const rows = shown.map(({ factor, title, unit, source }) => ({
    name: factor.name,
    title,
    formula: shortened(factor.formula),
    unit,
    lookback: factor.lookback === Number.POSITIVE_INFINITY ? "whole history" : factor.lookback,
    source,
  }));
  return new TableView(rows, {
    title: `Factor ${name === undefined ? "library" : `set ${name}`}: ${rows.length} factors`,
    columns: [
      { key: "name" },
      { key: "title" },
      { key: "formula" },
      { key: "unit" },
      { key: "lookback", label: "look-back", unit: "sessions", format: "integer" },
      { key: "source" },
    ],
    limit: rows.length,
    note: "assay factors show NAME: the whole formula of one",
  });
}

/** Longest formula that a table holds. */
const LONGEST = 110;

const shortened = (formula: string): string =>
  formula.length > LONGEST ? `${formula.slice(0, LONGEST - 1)}…` : formula;

export type { LibraryFactor } from "./libraryFactor.js";
export { library, type SetName };
