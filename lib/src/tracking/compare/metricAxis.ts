import { TRADING_KPIS } from "../../backtest/index.js";
import type { NumberFormat } from "../../core/index.js";
import type { Axis } from "../../plot/index.js";
import { KPIS } from "../../risk/index.js";

interface Defined {
  readonly label: string;
  readonly unit: string;
  readonly format: NumberFormat | "date";
}

/** The axis of a metric: with the label and the unit of the key figure that its name, behind a prefix, names. */
export function metricAxis(name: string): Axis {
  const kpis: Readonly<Record<string, Defined>> = { ...KPIS, ...TRADING_KPIS };
  const bare = name.replace(/^.*[./]/, "");
  const defined = Object.hasOwn(kpis, bare) ? kpis[bare] : undefined;
  if (!defined || defined.format === "date") return { label: name, unit: "" };
  const { label, unit, format } = defined;
  return { label, unit: format === "percent" ? unit.replace("fraction", "%") : unit, format };
}
