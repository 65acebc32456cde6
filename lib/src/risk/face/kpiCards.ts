import { type Kpi, KpiCards } from "../../plot/index.js";
import { KPIS, type KpiName, type KpiValues } from "../registry.js";

/** Cards of the named key figures, labelled and formatted by their definitions. */
export function kpiCards(values: KpiValues, names: readonly KpiName[], title = ""): KpiCards {
  return new KpiCards(
    names.map((name) => card(name, values[name])),
    { title },
  );
}

function card(name: KpiName, value: number | string | null): Kpi {
  const { label, format, unit, annualisation } = KPIS[name];
  const hint = annualisation === "none" ? undefined : "per year";
  if (typeof value !== "number" || format === "date")
    return { label, value: value === null ? "–" : String(value) };
  return { label, value, format, hint, unit: format === "integer" ? unit : undefined };
}
