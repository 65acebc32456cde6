import { fail } from "../../core/index.js";
import type { JsonSchema } from "./schema.js";
import type { ParameterSpec, Values } from "./spec.js";

/**
 * The values to try of each parameter: a list of them, or text from a command line.
 *
 * Text is separated at commas; for a parameter that is a list itself, and wherever a `;` stands, only at `;`:
 * `5,10,21` are three horizons, `1,5;1,21` two lists of them, `a,b;` is one text with a comma.
 */
export type Grid = Readonly<Record<string, string | readonly unknown[]>>;

/** `base` with every combination of the values in `grid`; the last parameter changes fastest. */
export function gridSets(specs: readonly ParameterSpec[], base: Values, grid: Grid): Values[] {
  let sets: Values[] = [base];
  for (const [name, given] of Object.entries(grid)) {
    const spec = specs.find((each) => each.name === name);
    const values = alternatives(name, given, spec ? isList(spec.schema) : false);
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value })));
  }
  return sets;
}

function alternatives(name: string, given: Grid[string], ofLists: boolean): readonly unknown[] {
  const values = typeof given === "string" ? parts(given, ofLists) : given;
  if (values.length === 0) fail("parameters", `the grid has no value for ${name}`, { received: given });
  return values;
}

function parts(text: string, ofLists: boolean): string[] {
  if (text.includes(";")) {
    return text
      .replace(/;\s*$/, "")
      .split(";")
      .map((part) => part.trim());
  }
  return ofLists ? [text] : text.split(",").map((part) => part.trim());
}

function isList(schema: JsonSchema): boolean {
  return schema.type === "array" || (schema.anyOf?.some(isList) ?? false);
}
