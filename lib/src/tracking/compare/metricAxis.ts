import type * as Backtest from "../../backtest/index.js";
import { lazyModule, type NumberFormat } from "../../core/index.js";
import type * as Ic from "../../ic/index.js";
import type { Axis } from "../../plot/index.js";
import { KPIS } from "../../risk/index.js";

/** Only a drawing needs their definitions of figures: lists and leaderboards do not wait for these rooms. */
const backtest = lazyModule<typeof Backtest>("assay/backtest");
const ic = lazyModule<typeof Ic>("assay/ic");

interface Defined {
  readonly label: string;
  readonly unit: string;
  readonly format: NumberFormat | "date";
}

/** The axis of a metric: with the label and the unit of the key figure that its name, behind a prefix, names. */
export function metricAxis(name: string): Axis {
  const bare = name.replace(/^.*[./]/, "");
  const defined = found(bare, { ...KPIS, ...backtest.TRADING_KPIS }) ?? ofHorizon(bare);
  if (!defined || defined.format === "date") return { label: name, unit: "" };
  const { label, unit, format } = defined;
  return { label, unit: format === "percent" ? unit.replace("fraction", "%") : unit, format };
}

/** A figure of an evaluation: `rank_ic_mean_h5`. */
function ofHorizon(name: string): Defined | undefined {
  const [, key = "", horizon = ""] = /^(.+)_h(\d+)$/.exec(name) ?? [];
  const defined = found(key, { ...ic.IC_METRICS, ...ic.GROUP_METRICS });
  if (!defined) return undefined;
  const { label, unit, format } = defined;
  const sessions = horizon === "1" ? "session" : `${horizon} sessions`;
  const shown = unit === "1" ? (format === "correlation" ? format : "") : unit;
  return { label: `${label}, horizon ${horizon}`, unit: shown.replace("h sessions", sessions), format };
}

const found = (name: string, definitions: Readonly<Record<string, Defined>>): Defined | undefined =>
  Object.hasOwn(definitions, name) ? definitions[name] : undefined;
