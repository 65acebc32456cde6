import type { Factor } from "../../../expr/index.js";
import { entry, type LibraryFactor } from "../libraryFactor.js";

/** A factor of Alpha158 that exists once per window. */
export interface RollingKind {
  /** qlib's name without the window. */
  readonly name: string;
  readonly title: string;
  /** The definition; `n` stands for the window. */
  readonly doc: string;
  readonly unit: string;
  build(n: number, options: { min: number }): Factor;
}

export const SOURCE = "qlib, Alpha158 (Yang et al. 2020)";
/** qlib's guard against a denominator of 0. */
export const TINY = 1e-12;

const WINDOWS = [5, 10, 20, 30, 60];

/** One factor per kind and window, from the first present value on, as qlib has it (`min_periods` 1). */
export function overWindows(kinds: readonly RollingKind[]): LibraryFactor[] {
  return kinds.flatMap(({ name, title, doc, unit, build }) =>
    WINDOWS.map((n) =>
      entry({
        factor: build(n, { min: 1 }).named(`${name}${n}`),
        title: `${title}, ${n} sessions`,
        doc: doc.replaceAll(/\bn\b/g, String(n)),
        unit,
        source: SOURCE,
      }),
    ),
  );
}
