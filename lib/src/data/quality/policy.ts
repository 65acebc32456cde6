import { checkKeys, checkNumber } from "../../core/index.js";

/** Thresholds of the quality rules. All are fractions: 0.05 is 5 %. */
export interface QualityPolicy {
  /** How far open or close may lie outside low to high, relative to close, before the row falls. Default 0.005. */
  readonly ohlcTolerance: number;
  /** A close this far from the previous one, up or down on the log scale, may be a bad tick. Default 0.25. */
  readonly spike: number;
  /** … and is one if the next close is back within this distance of the previous one. Default 0.05. */
  readonly spikeReturn: number;
  /** A lasting one-day move larger than this, up or down on the log scale, is flagged. Default 0.5. */
  readonly largeMove: number;
}

const DEFAULTS: QualityPolicy = { ohlcTolerance: 0.005, spike: 0.25, spikeReturn: 0.05, largeMove: 0.5 };

/** The default thresholds with `overrides` applied; unknown keys and non-positive values are errors. */
export function qualityPolicy(overrides: Partial<QualityPolicy> = {}): QualityPolicy {
  const who = "data.ingest: quality";
  checkKeys(who, overrides, Object.keys(DEFAULTS));
  for (const [name, value] of Object.entries(overrides)) checkNumber(who, name, value, { min: 0 });
  return { ...DEFAULTS, ...overrides };
}
