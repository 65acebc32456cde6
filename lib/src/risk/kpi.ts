import type { NumberFormat } from "../core/index.js";
import type { ReturnSample } from "./sample.js";

/** What a key figure is: everything a reader needs to recompute it. The documentation page is made from this. */
export interface KpiDefinition {
  /** Heading, e.g. `Sharpe ratio`. */
  readonly label: string;
  /** One sentence: what it measures and which way is good. */
  readonly meaning: string;
  /** LaTeX, in the symbols of {@link KPI_SYMBOLS}. */
  readonly formula: string;
  /** Unit of the value, e.g. `fraction per year`. */
  readonly unit: string;
  /** How the value is written; `date` is `YYYY-MM-DD`. */
  readonly format: NumberFormat | "date";
  /** How a per-period figure becomes a yearly one; `none` when it does not. */
  readonly annualisation: string;
  /** Delta degrees of freedom of the standard deviation inside; `null` when there is none. */
  readonly ddof: 0 | 1 | null;
  /** What a missing return does, and when the figure itself is missing. */
  readonly missing: string;
  /** Where the definition comes from, with the named peer it equals. */
  readonly source: string;
}

/** A key figure that is a number, computed from a sample of returns or of something else; `NaN` when not defined. */
export interface NumberKpi<S = ReturnSample> extends KpiDefinition {
  readonly format: NumberFormat;
  compute(sample: S): number;
}

/** A key figure that is a date, `YYYY-MM-DD`; `null` when there is none. */
export interface DateKpi extends KpiDefinition {
  readonly format: "date";
  compute(sample: ReturnSample): string | null;
}

/** The symbols of the formulas. */
export const KPI_SYMBOLS: Readonly<Record<string, string>> = {
  r_t: "simple return of period t, a fraction",
  T: "number of periods, missing ones included",
  n: "number of present returns",
  A: "periods per year (252 for daily sessions)",
  f: "risk-free return per period (default 0)",
  m: "required return per period (default 0)",
  b_t: "return of the benchmark in period t",
  W_t: "wealth: the product of (1 + r) up to t, with W_0 = 1 before the first return",
};

/** A key figure that is a number, with its formula, unit, conventions and source. */
export function numberKpi<S = ReturnSample>(definition: NumberKpi<S>): NumberKpi<S> {
  return Object.freeze(definition);
}

export function dateKpi(definition: DateKpi): DateKpi {
  return Object.freeze(definition);
}
