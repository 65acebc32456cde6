import { canonicalJson } from "../../core/index.js";
import type { JsonValue } from "../record.js";
import type { RunView } from "../runView.js";
import { flatParams } from "./flatParams.js";

/** A parameter, with its value in each run; undefined where a run does not have it. */
export interface ParamRow {
  readonly name: string;
  readonly values: readonly (JsonValue | undefined)[];
}

/** A metric, with its final value in each run; undefined where a run does not have it. */
export interface MetricRow {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  /** Largest less smallest of the values; for two runs the second less the first. 0 when all are the same bits. */
  readonly difference: number;
  /** Every run has it, with the same bits. */
  readonly same: boolean;
}

/** The parameters that are not the same in all runs, the seed among them. */
export function differingParams(runs: readonly RunView[]): ParamRow[] {
  const params = runs.map(({ record }) => {
    const flat = flatParams(record.params);
    return record.seed === null || flat.has("seed") ? flat : flat.set("seed", record.seed);
  });
  return namesOf(params.map((flat) => flat.keys()))
    .map((name) => ({ name, values: params.map((flat) => flat.get(name)) }))
    .filter(
      ({ values }) => new Set(values.map((value) => value !== undefined && canonicalJson(value))).size > 1,
    );
}

/** All metrics side by side. */
export function metricRows(runs: readonly RunView[]): MetricRow[] {
  const metrics = runs.map((run) => run.metrics);
  return namesOf(metrics.map((values) => Object.keys(values))).map((name) => {
    const values = metrics.map((each) => each[name] as number | undefined);
    const same = values.every((value) => value !== undefined && Object.is(value, values[0]));
    return { name, values, difference: same ? 0 : differenceOf(values), same };
  });
}

function differenceOf(values: readonly (number | undefined)[]): number {
  const present = values.filter((value) => value !== undefined);
  if (values.length === 2) return present.length === 2 ? present[1] - present[0] : Number.NaN;
  return present.length < 2 ? Number.NaN : Math.max(...present) - Math.min(...present);
}

/** Each name once, in the order of first appearance. */
const namesOf = (lists: readonly Iterable<string>[]): string[] => [
  ...new Set(lists.flatMap((list) => [...list])),
];
