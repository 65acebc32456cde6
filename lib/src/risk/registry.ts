import { type Column, checkOneOf, TableView } from "../core/index.js";
import type { DateKpi, KpiDefinition, NumberKpi } from "./kpi.js";
import { DISPERSION } from "./kpis/dispersion.js";
import { DRAWDOWN } from "./kpis/drawdown.js";
import { GROWTH } from "./kpis/growth.js";
import { RATIOS } from "./kpis/ratios.js";
import { RELATIVE } from "./kpis/relative.js";
import { TAIL } from "./kpis/tail.js";
import { type ReturnSample, type ReturnsLike, type RiskOptions, sampleOf } from "./sample.js";

/** Every key figure, each defined once. The keys are stable: they are the names of metrics in a run record. */
export const KPIS = { ...GROWTH, ...DISPERSION, ...RATIOS, ...DRAWDOWN, ...TAIL, ...RELATIVE } as const;

/** Stable name of a key figure, e.g. `sharpe`. */
export type KpiName = keyof typeof KPIS;

/** Values by name: a number (`NaN` when not defined) or, for dates, `YYYY-MM-DD` or `null`. */
export type KpiValues = {
  readonly [K in KpiName]: (typeof KPIS)[K] extends NumberKpi ? number : string | null;
};

/** All names, in the order in which they are shown. */
export const KPI_NAMES = Object.freeze(Object.keys(KPIS)) as readonly KpiName[];

/**
 * All key figures of a series of simple returns per period (fractions, `NaN` missing).
 *
 * @example kpis(new Float64Array([0.01, -0.02, 0.015])).max_drawdown // -0.02
 * @throws when an option is unknown or not finite, a return is infinite, or lengths differ
 */
export function kpis(returns: Float64Array | ReturnsLike, options: RiskOptions = {}): KpiValues {
  return kpisOf(sampleOf("risk.kpis", returns, options));
}

export function kpisOf(sample: ReturnSample): KpiValues {
  const entries = KPI_NAMES.map((name) => [name, KPIS[name].compute(sample)]);
  return Object.freeze(Object.fromEntries(entries)) as KpiValues;
}

/** How one key figure is defined: formula, unit, conventions, source. An unknown name is an error. */
export function kpi(name: KpiName): (NumberKpi | DateKpi) & { readonly name: KpiName } {
  const known = checkOneOf("risk.kpi", "name", name, KPI_NAMES);
  return { ...KPIS[known], name: known };
}

const COLUMNS: readonly Column[] = [
  "name",
  "label",
  "meaning",
  "formula",
  "unit",
  "annualisation",
  "ddof",
  "missing",
  "source",
].map((key) => ({ key }));

/** The registry as a table: what the documentation page is made from. */
export function kpiTable(): TableView {
  return definitionTable("Key figures of returns", KPIS);
}

/** Definitions by name as a table. */
export function definitionTable(
  title: string,
  definitions: Readonly<Record<string, KpiDefinition>>,
): TableView {
  const rows = Object.entries(definitions).map(([name, definition]) => {
    const { label, meaning, formula, unit, annualisation, ddof, missing, source } = definition;
    return { name, label, meaning, formula, unit, annualisation, ddof, missing, source };
  });
  return new TableView(rows, { title, columns: COLUMNS, limit: rows.length });
}
