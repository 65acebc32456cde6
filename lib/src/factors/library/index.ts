import { fail, nearest, TableView } from "../../core/index.js";
import type { Factor } from "../../expr/index.js";
import type { LibraryFactor } from "./libraryFactor.js";
import { liquidity } from "./liquidity.js";
import { momentum } from "./momentum.js";
import { risk } from "./risk.js";
import { technical } from "./technical.js";

/** Every factor of the library. Each is proven causal by the contract suite. */
export const library: readonly LibraryFactor[] = [...momentum, ...risk, ...liquidity, ...technical];

/** The names of the library's factors. */
export const factorNames: readonly string[] = library.map(({ factor }) => factor.name);

/** The library factor of this name; an unknown name is an error that names the nearest. */
export function get(name: string): Factor {
  const found = library.find(({ factor }) => factor.name === name);
  if (!found) {
    const near = nearest(name, factorNames);
    fail("factors", `no such factor; the library has ${factorNames.join(", ")}`, {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }
  return found.factor;
}

/** The library as a table: name, formula, unit, look-back, source. */
export function table(): TableView {
  const rows = library.map(({ factor, title, unit, source }) => ({
    name: factor.name,
    title,
    formula: factor.formula,
    unit,
    lookback: factor.lookback === Number.POSITIVE_INFINITY ? "whole history" : factor.lookback,
    source,
  }));
  return new TableView(rows, {
    title: `Factor library: ${rows.length} factors`,
    columns: [
      { key: "name" },
      { key: "title" },
      { key: "formula" },
      { key: "unit" },
      { key: "lookback", label: "look-back", unit: "sessions", format: "integer" },
      { key: "source" },
    ],
    limit: rows.length,
  });
}

export type { LibraryFactor } from "./libraryFactor.js";
