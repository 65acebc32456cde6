import { counted, TableView } from "../core/index.js";
import { dialectNames, type Factor } from "../expr/index.js";
import type { LibraryFactor } from "../factors/index.js";
import { load, projectSets, setNames } from "../factors/index.js";

/** Everything known of a factor, as data. */
export function factorFacts(entry: LibraryFactor) {
  const { factor, title, doc, unit, source } = entry;
  return {
    ...factor.toJSON(),
    title,
    doc,
    unit,
    source,
    sets: setsWith(factor),
    formula: factor.formula,
    dialects: Object.fromEntries(dialectNames.map((dialect) => [dialect, factor.formulaIn(dialect) ?? null])),
    lookback: factor.lookback,
    fields: factor.fields,
    hash: factor.hash,
  };
}

/** The same as a table of two columns. */
export function factorView(entry: LibraryFactor): TableView {
  const { title, doc, unit, source, sets, formula, lookback, fields, hash } = factorFacts(entry);
  const rows = [
    ["title", title],
    ["definition", doc],
    ["formula", formula],
    ...dialectNames.slice(1).map((dialect) => [`in ${dialect}`, inDialect(entry.factor, dialect)]),
    ["look-back", Number.isFinite(lookback) ? counted(lookback, "session") : "whole history"],
    ["reads", fields.join(", ")],
    ["unit", unit],
    ["source", source],
    ["sets", sets.join(", ")],
    ["hash", hash],
  ];
  return new TableView(
    rows.filter(([, value]) => value !== "").map(([key, value]) => ({ key, value })),
    {
      title: `Factor ${entry.factor.name}`,
      columns: [
        { key: "key", label: "" },
        { key: "value", label: "" },
      ],
    },
  );
}

function inDialect(factor: Factor, dialect: (typeof dialectNames)[number]): string {
  const written = factor.formulaIn(dialect);
  if (!written) return "no words for it";
  return written.exact ? written.text : `${written.text}  (differs where values are missing)`;
}

/** The sets that hold a factor, the project's own among them when they can be read. */
function setsWith(factor: Factor): string[] {
  return [...setNames, ...projectSets()].filter((name) => {
    try {
      return load(name).factors.some(({ hash }) => hash === factor.hash);
    } catch {
      return false;
    }
  });
}
