import { fail, nearest, type TableView } from "../../core/index.js";
import type { Factor } from "../../expr/index.js";
import { factorTable } from "../factorTable.js";
import type { LibraryFactor } from "./libraryFactor.js";
import { library, SET_DESCRIPTIONS, SETS, type SetName } from "./sets.js";

/** The names of the library's factors. */
export const factorNames: readonly string[] = library.map(({ name }) => name);

/** The names of the library's sets. */
export const setNames = Object.keys(SETS) as readonly SetName[];

/** The library factor of this name; an unknown name is an error that names the nearest. */
export function get(name: string): Factor {
  return libraryFactor(name).factor;
}

/** The same with its title, definition, unit and source. */
export function libraryFactor(name: string): LibraryFactor {
  const found = library.find((each) => each.name === name);
  if (found) return found;
  const near = nearest(name, factorNames);
  return fail("factors.get", `the library has no such factor; its sets are ${setNames.join(", ")}`, {
    received: name,
    fix: near && `did you mean ${near}?`,
  });
}

/** Is it the name of a set of the library? */
export const isSetName = (name: string): name is SetName => setNames.some((known) => known === name);

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
  return name === undefined
    ? factorTable(library, "Factor library")
    : factorTable(set(name), `Factor set ${name}`);
}

export type { LibraryFactor } from "./libraryFactor.js";
export { library, SET_DESCRIPTIONS, type SetName };
