import { type Kpi, KpiCards } from "../../plot/index.js";
import type { KpiDefinition } from "../kpi.js";

/** Cards of the named key figures, labelled and formatted by their definitions. */
export function kpiCards<K extends string>(
  definitions: Readonly<Record<K, KpiDefinition>>,
  values: Readonly<Record<K, number | string | null>>,
  names: readonly K[],
): KpiCards {
  return new KpiCards(names.map((name) => card(definitions[name], values[name])));
}

function card({ label, format, unit, annualisation }: KpiDefinition, value: number | string | null): Kpi {
  if (typeof value !== "number" || format === "date") return { label, value: String(value ?? "–") };
  const hint = annualisation === "none" ? undefined : "per year";
  return { label, value, format, hint, unit: format === "integer" ? unit : undefined };
}
