import { AssayError, nearest, YamlSource } from "../../core/index.js";
import { type DialectName, Factor, FormulaError } from "../../expr/index.js";
import { entry, type LibraryFactor } from "../library/libraryFactor.js";
import { combinations, fillPlaces, placesIn, type Values } from "./placeholders.js";
import { entrySchemas, type FormulaEntry, fileSchema } from "./schema.js";

/** What a file of factors refers to. */
export interface References {
  factor(name: string): LibraryFactor;
  set(name: string): readonly LibraryFactor[];
}

export interface ReadSet {
  readonly name: string;
  readonly description: string;
  readonly entries: readonly LibraryFactor[];
}

/** Read the text of a YAML file of factors. Every mistake is one error with file, line, column and path. */
export function readSet(file: string, text: string, references: References): ReadSet {
  const source = new YamlSource("factors.load", file, text);
  const { name, description = "", dialect, factors } = source.read(fileSchema);
  const lines = new Map<string, number>();
  const entries = factors.flatMap((given, i) => {
    const kind = kindOf(source, given, i);
    const read = kind === "formula" ? formulas(source, i, dialect) : referred(source, i, kind, references);
    for (const { factor } of read) {
      const before = lines.get(factor.name);
      if (before !== undefined) {
        source.fail(["factors", i], `a factor of this name stands at line ${before} already`, {
          received: factor.name,
        });
      }
      lines.set(factor.name, source.lineOf(["factors", i]));
    }
    return read;
  });
  return { name, description, entries };
}

function kindOf(source: YamlSource, given: object, i: number): keyof typeof entrySchemas {
  const kinds = Object.keys(entrySchemas) as (keyof typeof entrySchemas)[];
  const found = kinds.find((kind) => kind in given);
  if (found) return found;
  const near = Object.keys(given)
    .map((key) => nearest(key, kinds))
    .find(Boolean);
  return source.fail(["factors", i], `needs ${kinds.join(" or ")}`, {
    received: Object.keys(given),
    fix: near && `did you mean ${near}?`,
  });
}

function referred(
  source: YamlSource,
  i: number,
  kind: "factor" | "set",
  references: References,
): readonly LibraryFactor[] {
  try {
    return kind === "factor"
      ? [references.factor(source.read(entrySchemas.factor, ["factors", i]).factor)]
      : references.set(source.read(entrySchemas.set, ["factors", i]).set);
  } catch (error) {
    if (!(error instanceof AssayError) || error.who === "factors.load") throw error;
    return source.fail(["factors", i, kind], error.rule, error.details);
  }
}

/** The factor of an entry, or one for each combination of its values. */
function formulas(source: YamlSource, i: number, dialect: DialectName): readonly LibraryFactor[] {
  const path = ["factors", i];
  const given = source.read(entrySchemas.formula, path);
  const grid = given.for ?? {};
  for (const part of ["name", "formula", "title", "note"] as const) {
    const unknown = placesIn(given[part] ?? "").find((key) => !(key in grid));
    if (unknown) {
      source.fail([...path, part], `has no values for {${unknown}}`, {
        fix: `add for: { ${unknown}: [...] }`,
      });
    }
  }
  for (const key of Object.keys(grid)) {
    for (const part of ["name", "formula"] as const) {
      if (!placesIn(given[part]).includes(key)) {
        source.fail([...path, part], `must hold {${key}}, which has values`, { received: given[part] });
      }
    }
  }
  return combinations(grid).map((values) => oneFactor(source, { i, given, values, dialect }));
}

interface One {
  readonly i: number;
  readonly given: FormulaEntry;
  readonly values: Values;
  readonly dialect: DialectName;
}

function oneFactor(source: YamlSource, { i, given, values, dialect }: One): LibraryFactor {
  const path = ["factors", i];
  const filled = (text = ""): string => fillPlaces(text, values).text;
  return entry({
    factor: named(
      source,
      [...path, "name"],
      filled(given.name),
      parsed(source, { i, given, values, dialect }),
    ),
    title: filled(given.title),
    doc: filled(given.note),
    unit: given.unit ?? "",
    source: `${source.file}, line ${source.lineOf(path)}`,
  });
}

function parsed(source: YamlSource, { i, given, values, dialect }: One): Factor {
  const formula = fillPlaces(given.formula, values);
  try {
    return Factor.parse(formula.text, { dialect: given.dialect ?? dialect });
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const grid = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
    const where = grid.length > 0 ? ` (with ${grid.join(", ")})` : "";
    return source.failInside(["factors", i, "formula"], formula.origin(error.at), `${error.mistake}${where}`);
  }
}

function named(source: YamlSource, path: readonly (string | number)[], name: string, factor: Factor): Factor {
  try {
    return factor.named(name);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return source.fail(path, error.rule, error.details);
  }
}
