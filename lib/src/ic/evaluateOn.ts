import type { Panel } from "../core/index.js";
import { buildFrame, type FrameBuffers, frameBuffers } from "./buildFrame.js";
import { coverage } from "./coverage.js";
import { factorOrder } from "./factorOrder.js";
import { FactorReport } from "./factorReport.js";
import { horizonReport } from "./horizonReport.js";
import type { ResolvedOptions } from "./options.js";
import type { EvaluatedFactor } from "./reportData.js";
import { spanOf } from "./span.js";

/** A factor's values and where they came from. */
export interface FactorValues {
  readonly panel: Panel;
  readonly factor: EvaluatedFactor;
}

/** Prices and where they came from; the panel has the dates and assets of the factor. */
export interface PriceData {
  readonly panel: Panel;
  /** Name of the market. */
  readonly name: string;
  readonly fingerprint: string;
  /** Name of the price field. */
  readonly field: string;
}

/** The evaluation proper, on checked input. `buffers` spare the next factor of a set the allocations. */
export function evaluateOn(
  values: FactorValues,
  price: PriceData,
  options: ResolvedOptions & { buffers?: FrameBuffers },
): FactorReport {
  const { time, assets } = price.panel;
  const span = spanOf(time, options);
  const buffers = options.buffers ?? frameBuffers(price.panel, span);
  const order = factorOrder(values.panel, span);
  const horizons = options.horizons.map((horizon) =>
    horizonReport(buildFrame(values.panel, price.panel, horizon, { ...options, buffers, order })),
  );
  return new FactorReport({
    factor: values.factor,
    data: {
      name: price.name,
      fingerprint: price.fingerprint,
      price: price.field,
      from: time.label(span.start),
      to: time.label(span.end - 1),
      dates: span.end - span.start,
      symbols: assets.length,
    },
    quantiles: options.quantiles,
    delay: options.delay,
    horizons,
    coverage: coverage(values.panel, price.panel, span),
  });
}
