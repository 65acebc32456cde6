import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { checkKeys, fail } from "../../core/index.js";
import { csvField, type MetricPoint, numberText } from "../metricLine.js";
import type { RunView } from "../runView.js";
import { copyFile } from "./copyFile.js";
import { pathNames } from "./pathNames.js";
import { scalarYaml } from "./scalarYaml.js";
import { writeText } from "./writeText.js";

export interface ExportedRun {
  /** The folder that was written, absolute. */
  readonly to: string;
  readonly run: string;
}

/**
 * Write a run as DVCLive would have: `params.yaml`, `metrics.json` with the final values, `plots/metrics/NAME.tsv` with every
 * point, `dvc.yaml` that names them, and the artifacts.
 *
 * @param options.to a folder that is empty or not there; default `dvclive` in the current folder
 */
export function exportDvclive(run: RunView, options: { to?: string } = {}): ExportedRun {
  const who = "tracking.exportDvclive";
  checkKeys(who, options, ["to"]);
  const to = resolve(options.to ?? "dvclive");
  if (existsSync(to) && readdirSync(to).length > 0) {
    fail(who, "the folder must be empty", { received: to, fix: "name a new folder" });
  }
  mkdirSync(to, { recursive: true });
  const { params, metrics, artifacts } = run.record;
  const names = pathNames(Object.keys(metrics));
  const nameOf = (name: string) => names.get(name) ?? name;
  const hasPoints = names.size > 0;
  writeText(join(to, "params.yaml"), scalarYaml(params));
  writeText(join(to, "metrics.json"), `${JSON.stringify(nested(metrics, nameOf), null, 4)}\n`);
  for (const [name, points] of byName(run.points())) {
    writeText(join(to, "plots", "metrics", `${nameOf(name)}.tsv`), series(nameOf(name), points));
  }
  for (const { path } of artifacts) copyFile(join(run.directory, path), join(to, path));
  const dvc = {
    ...(Object.keys(params).length > 0 && { params: ["params.yaml"] }),
    metrics: ["metrics.json"],
    ...(hasPoints && { plots: [{ "plots/metrics": { x: "step" } }] }),
  };
  writeText(join(to, "dvc.yaml"), scalarYaml(dvc));
  return { to, run: run.runId };
}

interface Group {
  [name: string]: number | string | Group;
}

/** `ic/h5` is `{ ic: { h5 } }`. */
function nested(metrics: Readonly<Record<string, number | string>>, nameOf: (name: string) => string): Group {
  const tree: Group = {};
  for (const [name, value] of Object.entries(metrics)) {
    const parts = nameOf(name).split("/");
    let group = tree;
    for (const part of parts.slice(0, -1)) {
      group[part] ??= {};
      group = group[part] as Group;
    }
    group[parts[parts.length - 1]] = value;
  }
  return tree;
}

function byName(points: readonly MetricPoint[]): Map<string, MetricPoint[]> {
  const groups = new Map<string, MetricPoint[]>();
  for (const point of points) {
    const group = groups.get(point.name);
    if (group) group.push(point);
    else groups.set(point.name, [point]);
  }
  return groups;
}

/** DVCLive's columns: time in ms, step, and the value under the last part of the name. */
function series(name: string, points: readonly MetricPoint[]): string {
  const lines = points.map(({ time, step, value }) => `${Date.parse(time)}\t${step}\t${numberText(value)}`);
  return [`timestamp\tstep\t${csvField(basename(name))}`, ...lines, ""].join("\n");
}
