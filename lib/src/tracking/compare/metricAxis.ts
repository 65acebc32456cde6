import { TRADING_KPIS } from "../../backtest/index.js";
import type { NumberFormat } from "../../core/index.js";
import { GROUP_METRICS, IC_METRICS } from "../../ic/index.js";
import type { Axis } from "../../plot/index.js";
import { KPIS } from "../../risk/index.js";

interface Defined {
  readonly label: string;
  readonly unit: string;
  readonly format: NumberFormat | "date";
}

/** The axis of a metric: with the label and the unit of the key figure that its name, behind a prefix, names. */
export function metricAxis(name: string): Axis {
  const bare = name.replace(/^.*[./]/, "");
  const defined = found(bare, { ...KPIS, ...TRADING_KPIS }) ?? ofHorizon(bare);
  if (!defined || defined.format === "date") return { label: name, unit: "" };
  const { label, unit, format } = defined;
  return { label, unit: format === "percent" ? unit.replace("fraction", "%") : unit, format };
}

/** A figure of an evaluation: `rank_ic_mean_h5`. */
function ofHorizon(name: string): Defined | undefined {
  const [, key = "", horizon = ""] = /^(.+)_h(\d+)$/.exec(name) ?? [];
  const defined = found(key, { ...IC_METRICS, ...GROUP_METRICS });
  if (!defined) return undefined;
  const { label, unit, format } = defined;
  const sessions = horizon === "1" ? "session" : `${horizon} sessions`;
  const shown = unit === "1" ? (format === "correlation" ? format : "") : unit;
  return { label: `${label}, horizon ${horizon}`, unit: shown.replace("h sessions", sessions), format };
}

const found = (name: string, definitions: Readonly<Record<string, Defined>>): Defined | undefined =>
  Object.hasOwn(definitions, name) ? definitions[name] : undefined;
