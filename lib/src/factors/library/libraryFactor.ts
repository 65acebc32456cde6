import type { Factor } from "../../expr/index.js";

/** A factor of the library with what a reader needs to know of it. */
export interface LibraryFactor {
  /** That of the factor. */
  readonly name: string;
  readonly factor: Factor;
  readonly title: string;
  /** The definition in words and formula, with windows and minimum history. */
  readonly doc: string;
  /** Unit of the values. */
  readonly unit: string;
  /** Where the definition comes from. */
  readonly source: string;
}

export const entry = (given: Omit<LibraryFactor, "name">): LibraryFactor =>
  Object.freeze({ name: given.factor.name, ...given });
