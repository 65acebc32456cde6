import { type Figure, heatmap } from "../../plot/index.js";
import type { MonthlyReturn } from "../monthly.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** More years than this would not be readable; the latest are drawn and the title says so. */
const MAX_YEARS = 60;

/** Monthly returns, years in rows, with the compound return of each year. */
export function monthlyHeatmap(monthly: readonly MonthlyReturn[], source: string): Figure {
  const years = [...new Set(monthly.map((m) => m.year))].slice(-MAX_YEARS);
  const width = MONTHS.length + 1;
  const values = new Float64Array(years.length * width).fill(Number.NaN);
  for (const { year, month, value } of monthly) {
    const row = years.indexOf(year);
    if (row < 0 || Number.isNaN(value)) continue;
    values[row * width + month - 1] = value;
    const total = row * width + width - 1;
    values[total] = (1 + (Number.isNaN(values[total]) ? 0 : values[total])) * (1 + value) - 1;
  }
  return heatmap(
    { rows: years.map(String), columns: [...MONTHS, "Year"], values },
    { title: title(monthly), source, value: { label: "Compound return", unit: "%", format: "percent" } },
  );
}

function title(monthly: readonly MonthlyReturn[]): string {
  const present = monthly.filter((m) => !Number.isNaN(m.value));
  return `${present.filter((m) => m.value > 0).length} of ${present.length} months gained`;
}
