import type { Panel } from "../core/index.js";
import type { FieldSource } from "../expr/index.js";
import { GroupFactor } from "./breakdown/groupFactor.js";
import type { Grouping } from "./breakdown/grouping.js";
import { groupReportOn } from "./breakdown/groupReport.js";
import { buildFrame, type FrameBuffers, frameBuffers } from "./buildFrame.js";
import { coverage } from "./coverage.js";
import { FactorReport } from "./factorReport.js";
import { factorSide } from "./factorSide.js";
import { horizonReport } from "./horizonReport.js";
import type { ResolvedOptions } from "./options.js";
import { PriceSide } from "./priceSide.js";
import type { EvaluatedFactor } from "./reportData.js";
import { weakly } from "./reportSource.js";
import { spanOf } from "./span.js";

/** A factor's values and where they came from. */
export interface FactorValues {
  readonly panel: Panel;
  readonly factor: EvaluatedFactor;
  /** The values again, after they were let go. Default: they are kept. */
  readonly again?: () => Panel;
  /** The market that they were computed on. */
  readonly market?: FieldSource;
}

/** Prices and where they came from; they have the dates and assets of the factor. */
export interface PriceData {
  readonly side: PriceSide;
  /** Name of the market. */
  readonly name: string;
  readonly fingerprint: string;
  /** Name of the price field. */
  readonly field: string;
  /** Room for one frame after the other. */
  readonly buffers: FrameBuffers;
}

/** Prices as every factor of a call is measured against; `factors`: how many that will be. */
export function priceData(
  panel: Panel,
  origin: Pick<PriceData, "name" | "fingerprint" | "field">,
  {
    delay,
    delisting,
    factors,
    ...dates
  }: Pick<ResolvedOptions, "delay" | "delisting" | "from" | "to"> & { factors: number },
): PriceData {
  const side = new PriceSide(panel, { span: spanOf(panel.time, dates), delay, delisting, keep: factors > 1 });
  return { ...origin, side, buffers: frameBuffers(side) };
}

/** The evaluation proper, on checked input. */
export function evaluateOn(
  values: FactorValues,
  price: PriceData,
  options: ResolvedOptions & { grouping?: Grouping },
): FactorReport {
  const { side, buffers } = price;
  const { span } = side;
  const { time, assets } = side.panel;
  // The factor before may go before this one takes its room.
  buffers.loaded.factor = undefined;
  const factor = factorSide(values.panel, span, options.quantiles);
  const { grouping, minNames } = options;
  let groupFactor: GroupFactor | undefined;
  const horizons = options.horizons.map((horizon) => {
    const frame = buildFrame(
      { factor, forward: side.forward(horizon), price: side },
      { ...options, buffers },
    );
    const report = horizonReport(frame);
    if (!grouping) return report;
    groupFactor ??= new GroupFactor(frame, grouping, factor.order.counts);
    const { persistence } = report;
    return { ...report, groups: groupReportOn(frame, groupFactor, { minNames, persistence }) };
  });
  const content = {
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
    ...(options.delisting && { delisting: options.delisting }),
    horizons,
    coverage: coverage(values.panel, side.panel, span),
  };
  const { panel, again, market } = values;
  return new FactorReport(content, {
    factor: again ? weakly(panel, again) : () => panel,
    price: side.panel,
    options,
    market,
  });
}
