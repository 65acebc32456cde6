import { sha256 } from "../core/index.js";
import type { MetricPoint } from "./metricLine.js";
import { fingerprintLine } from "./metricState.js";

/**
 * SHA-256 over the `step,name,value` lines of a run's metrics, in file order and with all digits. Two runs with
 * the same fingerprint logged the same numbers; wall clock and cells do not count. Equal to `metricsSha256` of
 * the record.
 */
export function metricsFingerprint(run: { points(): readonly MetricPoint[] }): string {
  return sha256(run.points().map(fingerprintLine).join(""));
}
