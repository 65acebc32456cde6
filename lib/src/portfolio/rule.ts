import type { Panel, Showable } from "../core/index.js";

/** How factor values become target weights, one date at a time. Immutable; says what it does. */
export interface PortfolioRule extends Showable {
  /** In words, e.g. `top quintile long, bottom quintile short, gross 1`. */
  readonly name: string;
  /**
   * Target weights, fractions of equity, on the dates and assets of `factor`; 0 is no position, never missing.
   * The weights of a date use the factor values of that date only.
   */
  weights(factor: Panel): Panel;
  /** Everything that defines the rule, as plain data. */
  toJSON(): Readonly<Record<string, string | number | null>>;
}
