import { barChart, type Figure } from "../../plot/index.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FamaMacBethData } from "../regression/famaMacBethData.js";
import { premiumHeadline } from "./premiumTable.js";
import { period } from "./words.js";

/** Premium of each factor with its 95 % interval, in basis points. */
export function premiumFigure(fit: FamaMacBethData): Figure {
  const { coefficients, horizon, time, market } = fit;
  const bars = coefficients.slice(1).map(({ name, mean, inference }) => {
    const [low, high] = inference[DEFAULT_TEST].interval;
    return { name, value: mean * 1e4, low: low * 1e4, high: high * 1e4 };
  });
  return barChart(bars, {
    title: premiumHeadline(fit),
    subtitle: "mean slope of cross-sectional regressions on all factors together, bars: 95 % interval",
    source: `${market || "market in memory"}, ${time.label(0)} to ${time.label(time.length - 1)}`,
    x: { label: "Factor", unit: "" },
    y: { label: `Premium per ${period(horizon)}`, unit: "bp" },
  });
}
