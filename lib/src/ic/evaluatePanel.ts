import { type Panel, record, sha256 } from "../core/index.js";
import { givenGrouping } from "./breakdown/grouping.js";
import { evaluateOn, priceData } from "./evaluateOn.js";
import type { FactorReport } from "./factorReport.js";
import { type IcOptions, resolveOptions } from "./options.js";

export interface EvaluatePanelOptions extends IcOptions {
  /** Group of each symbol, e.g. `{ AAPL: "tech" }`; symbols that it does not name have none. Default: no groups. */
  groups?: Readonly<Record<string, string>>;
}

/**
 * Evaluate factor values that were computed elsewhere (a model's forecasts, an imported file) against the forward
 * returns of `price`. What the value of a date knew is the caller's responsibility here: unlike an expression, a
 * panel cannot be proven causal.
 *
 * @param factor dates × assets; put on the dates and assets of `price`, what it does not have is missing
 * @param price dates × assets, adjusted prices
 */
export function evaluatePanel(factor: Panel, price: Panel, options: EvaluatePanelOptions = {}): FactorReport {
  const who = "ic.evaluatePanel";
  const { groups, ...rest } = options;
  const resolved = resolveOptions(who, rest);
  const grouping = groups === undefined ? undefined : givenGrouping(who, price.assets, groups);
  const same = factor.time.equals(price.time) && factor.assets.equals(price.assets);
  const aligned = same ? factor : factor.reindex(price.time, price.assets);
  const name = factor.name || "factor";
  const hash = fingerprint(aligned).slice(0, 16);
  record((recorder) => recorder.trial({ kind: "evaluation", name, hash }));
  const origin = { name: "", fingerprint: fingerprint(price), field: price.name || "price" };
  return evaluateOn(
    { panel: aligned, factor: { name, hash, formula: "" } },
    priceData(price, origin, { ...resolved, factors: 1 }),
    { ...resolved, grouping },
  );
}

function fingerprint({ values }: Panel): string {
  return sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
