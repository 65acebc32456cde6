import { createHash } from "node:crypto";
import { type MetricPoint, metricValue, numberText, parseMetricLine } from "./metricLine.js";
import type { RunRecord } from "./record.js";

/** What the lines of a `metrics.csv` amount to, kept up to date line by line. */
export class MetricState {
  private readonly last = new Map<string, MetricPoint>();
  private readonly hash = createHash("sha256");
  private points = 0;
  private damaged = 0;

  add(line: string): void {
    const point = parseMetricLine(line);
    if (!point) {
      if (line !== "step,time,name,value,cell") this.damaged++;
      return;
    }
    this.points++;
    this.hash.update(fingerprintLine(point));
    const last = this.last.get(point.name);
    if (!last || point.step > last.step || (point.step === last.step && point.time >= last.time)) {
      this.last.set(point.name, point);
    }
  }

  /** The fields of the record that follow from the metrics. */
  fields(): Pick<RunRecord, "metrics" | "metricPoints" | "metricsSha256"> {
    const metrics = Object.fromEntries([...this.last].map(([name, { value }]) => [name, metricValue(value)]));
    return { metrics, metricPoints: this.points, metricsSha256: this.hash.copy().digest("hex") };
  }

  warnings(): string[] {
    return this.damaged > 0 ? [`metrics.csv: ${this.damaged} damaged line(s) left out`] : [];
  }
}

/** What of a point must be the same when a run is repeated: everything but the wall clock and the cell. */
export function fingerprintLine(point: MetricPoint): string {
  return `${point.step},${point.name},${numberText(point.value)}\n`;
}
