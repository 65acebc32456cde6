import type { Trial } from "../../core/index.js";
import type { RunRecord } from "../record.js";

/** What queries ask of a run beyond its head. */
export interface RunFacts extends Pick<RunRecord, "code" | "data" | "notebook"> {
  readonly metrics: NamedValues;
  /** Repetitions included, in the order of the journal. */
  readonly trials: readonly Trial[];
}

/** Numbers with their names. Runs of the same notebook share one list of names. */
export interface NamedValues {
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** The facts of a run from its record and its trials. */
export function runFacts(record: RunRecord, trials: readonly Trial[]): RunFacts {
  const { code, data, notebook, metrics } = record;
  const values = Float64Array.from(Object.values(metrics), Number);
  return { code, data, notebook, metrics: { names: Object.keys(metrics), values }, trials };
}

const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** The value of a metric; undefined where there is none. */
export function metricOf({ names, values }: NamedValues, name: string): number | undefined {
  const at = places.get(names) ?? new Map(names.map((each, i) => [each, i]));
  places.set(names, at);
  const place = at.get(name);
  return place === undefined ? undefined : values[place];
}
