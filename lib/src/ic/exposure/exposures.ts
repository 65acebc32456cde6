import { AssayError, count, mean, type Panel, std } from "../../core/index.js";
import { evaluate, type Factor, type FieldSource, field } from "../../expr/index.js";
import { get } from "../../factors/index.js";
import { type MeanInference, meanInference } from "../meanInference.js";
import { rankCorrelations } from "../rankCorrelations.js";
import { orderRows } from "../rowOrder.js";
import type { Span } from "../span.js";

/** What a factor may be in disguise. */
export type ExposureName = "size" | "volatility" | "momentum";

/** How much the order of the symbols by a factor is their order by something known. */
export interface Exposure {
  readonly name: ExposureName;
  /** What stands for it, as an expression. */
  readonly measure: string;
  /** Spearman's correlation of the factor with the measure per date. */
  readonly byDate: Float64Array;
  readonly mean: number;
  /** Sample standard deviation over dates (ddof 1). */
  readonly std: number;
  /** Tests of a zero mean as of values that reach over 63 sessions, since the measures move slowly. */
  readonly inference: MeanInference;
  /** Dates with a correlation. */
  readonly dates: number;
}

export interface ExposureInput {
  readonly factor: Panel;
  readonly span: Span;
  readonly minNames: number;
}

/** Sessions that the measures of size and volatility look back. */
const WINDOW = 63;

/**
 * Mean rank correlation of a factor with size, volatility and momentum of the symbols, on the same date.
 *
 * Size is `market_cap` where the market has this field, else the logarithm of mean dollar volume over 63 sessions;
 * volatility the standard deviation of daily returns over 63 sessions; momentum `mom_12_1`. A measure whose fields the
 * market does not have is left out.
 */
export function exposures(market: FieldSource, { factor, span, minNames }: ExposureInput): Exposure[] {
  const known = measures().filter(({ fields }) => fields.every((name) => hasField(market, name)));
  const distinct = known.filter(({ name }, i) => known.findIndex((other) => other.name === name) === i);
  const panels = evaluate(
    market,
    distinct.map(({ measure }) => measure),
  );
  const width = factor.assets.length;
  const rows = (panel: Panel) =>
    orderRows(panel.values.subarray(span.start * width, span.end * width), width);
  const own = rows(factor);
  return distinct.map(({ name, measure }, i) => {
    const byDate = rankCorrelations(own, rows(panels[i]), { start: 0, width, minNames });
    return {
      name,
      measure: measure.formula,
      byDate,
      mean: mean(byDate),
      std: std(byDate),
      inference: meanInference(byDate, WINDOW),
      dates: count(byDate),
    };
  });
}

interface Measure {
  readonly name: ExposureName;
  readonly measure: Factor;
  readonly fields: readonly string[];
}

/** In order of preference where two stand for the same. */
function measures(): Measure[] {
  const close = field("close");
  return [
    { name: "size", measure: field("market_cap"), fields: ["market_cap"] },
    { name: "size", measure: field("dollar_volume").mean(WINDOW).log(), fields: ["dollar_volume"] },
    { name: "volatility", measure: close.returns(1).std(WINDOW), fields: ["close"] },
    { name: "momentum", measure: get("mom_12_1"), fields: ["close"] },
  ];
}

function hasField(market: FieldSource, name: string): boolean {
  try {
    market.panel(name);
    return true;
  } catch (error) {
    if (error instanceof AssayError) return false;
    throw error;
  }
}
