import { counted } from "../../core/index.js";
import { type Figure, lineChart } from "../../plot/index.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FamaMacBethData, Premium } from "../regression/famaMacBethData.js";
import { bp, pText } from "./words.js";

/** More lines cannot be told apart. */
const MOST = 8;

/** When each factor earned its premium: slopes per session added up, those with the smallest p-values. */
export function premiumFigure({ coefficients, horizon, time, market }: FamaMacBethData): Figure {
  const p = ({ inference }: Premium) => inference[DEFAULT_TEST].p;
  const factors = coefficients.slice(1);
  const shown = [...factors].sort((a, b) => (p(a) || 0) - (p(b) || 0)).slice(0, MOST);
  const lines = shown.map(({ name, slopes }) => ({ name, time, values: addedUp(slopes, horizon) }));
  const [best] = shown;
  const total = lines[0].values[lines[0].values.length - 1] / 1e4;
  const left = factors.length - shown.length;
  return lineChart(lines, {
    title: `${best.name} earned ${bp(total)} in all (${pText(p(best))})${factors.length > 1 ? `, the smallest p-value of ${factors.length}` : ""}`,
    subtitle: `slopes of cross-sectional regressions on all factors together, per session, added up${left > 0 ? `; ${counted(left, "factor")} not drawn` : ""}`,
    source: `${market || "market in memory"}, ${time.label(0)} to ${time.label(time.length - 1)}`,
    y: { label: "Premium added up", unit: "bp" },
    reference: 0,
  });
}

/** In basis points; a slope over h sessions counts for the h-th part, as h of them overlap. A missing one adds nothing. */
function addedUp(slopes: Float64Array, horizon: number): Float64Array {
  let total = 0;
  return slopes.map((slope) => {
    total += Number.isNaN(slope) ? 0 : (slope / horizon) * 1e4;
    return total;
  });
}
