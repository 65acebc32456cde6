import type { FactorFrame } from "./factorFrame.js";
import { LossReport } from "./lossReport.js";

/** The loss of a frame as a report. */
export function lossOf(frame: FactorFrame): LossReport {
  const tied = Array.from(frame.tied.keys())
    .filter((i) => frame.tied[i] === 1)
    .map((i) => frame.time.label(i));
  return new LossReport(frame.name, frame.horizon, frame.time, frame.assets.length, frame.lossByDate, tied);
}
