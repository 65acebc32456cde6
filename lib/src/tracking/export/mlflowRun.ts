import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DataUse } from "../../core/index.js";
import { flatParams } from "../compare/flatParams.js";
import { type MetricPoint, numberText } from "../metricLine.js";
import type { SeenStatus } from "../record.js";
import type { RunView } from "../runView.js";
import { copyFile } from "./copyFile.js";
import { mlflowTags } from "./mlflowTags.js";
import { pathNames } from "./pathNames.js";
import { scalarYaml } from "./scalarYaml.js";
import { writeText } from "./writeText.js";

const STATUS: Readonly<Record<SeenStatus, number>> = {
  running: 1,
  completed: 3,
  failed: 4,
  timeout: 4,
  died: 4,
  interrupted: 5,
};

const LIMITS = { param: 6000, tag: 5000, digest: 36 } as const;

/** Write a run into the folder of an experiment of an MLflow file store; what an earlier export wrote is replaced. */
export function writeMlflowRun(
  run: RunView,
  experiment: { readonly folder: string; readonly id: string },
): void {
  const folder = join(experiment.folder, run.runId);
  rmSync(folder, { recursive: true, force: true });
  writeFields(join(folder, "params"), params(run), LIMITS.param);
  writeFields(join(folder, "tags"), mlflowTags(run), LIMITS.tag);
  writeFields(join(folder, "metrics"), metricLines(run.points()));
  writeArtifacts(run, join(folder, "artifacts"));
  for (const use of run.record.data) writeInput(use, experiment.folder, run.runId);
  writeText(join(folder, "meta.yaml"), scalarYaml(runMeta(run, folder, experiment.id)));
}

function runMeta({ runId, record, status }: RunView, folder: string, experimentId: string): object {
  return {
    artifact_uri: pathToFileURL(join(folder, "artifacts")).href,
    deleted_time: null,
    end_time: record.endedAt && Date.parse(record.endedAt),
    entry_point_name: "",
    experiment_id: experimentId,
    lifecycle_stage: "active",
    run_id: runId,
    run_name: record.name,
    run_uuid: runId,
    source_name: "",
    source_type: 4,
    source_version: "",
    start_time: Date.parse(record.startedAt),
    status: STATUS[status],
    tags: [],
    user_id: "",
  };
}

function params({ record }: RunView): Map<string, string> {
  const flat = [...flatParams(record.params)];
  return new Map(
    flat.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** `time value step` for each point; a line that is there already is not repeated, MLflow's database refuses it. */
function metricLines(points: readonly MetricPoint[]): Map<string, string> {
  const lines = new Map<string, Set<string>>();
  for (const { name, time, value, step } of points) {
    const line = `${Date.parse(time)} ${numberText(value === 0 ? 0 : value)} ${step}\n`;
    lines.set(name, (lines.get(name) ?? new Set()).add(line));
  }
  return new Map([...lines].map(([name, set]) => [name, [...set].join("")]));
}

/** One file per name; an empty one would make the run unreadable. */
function writeFields(
  folder: string,
  fields: ReadonlyMap<string, string>,
  limit = Number.POSITIVE_INFINITY,
): void {
  mkdirSync(folder, { recursive: true });
  const names = pathNames([...fields.keys()]);
  for (const [name, value] of fields) writeText(join(folder, names.get(name) as string), cut(value, limit));
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** The run's own artifacts under their names, and the files of its record under `assay/`. */
function writeArtifacts({ directory, record }: RunView, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { path } of record.artifacts)
    copyFile(join(directory, path), join(folder, path.replace(/^artifacts\//, "")));
  for (const file of ["run.json", "notebook.ipynb", "report.html", "code.patch"]) {
    copyFile(join(directory, file), join(folder, "assay", file));
  }
}

/** A dataset of the experiment, by name and digest, as an input of the run. */
function writeInput(
  { dataset, version, fingerprint, from, to, rows }: DataUse,
  experiment: string,
  runId: string,
): void {
  const digest = fingerprint.slice(0, LIMITS.digest);
  const datasetId = md5(dataset + digest);
  const source = JSON.stringify({ dataset, version, fingerprint });
  const meta = {
    name: dataset,
    digest,
    source_type: "assay",
    source,
    schema: null,
    profile: JSON.stringify({ rows }),
  };
  writeText(join(experiment, "datasets", datasetId, "meta.yaml"), scalarYaml(meta));
  const input = {
    source_type: "DATASET",
    source_id: datasetId,
    destination_type: "RUN",
    destination_id: datasetId,
    tags: { "mlflow.data.context": `${from} to ${to}` },
  };
  writeText(join(experiment, runId, "inputs", md5(datasetId + runId), "meta.yaml"), scalarYaml(input));
}

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
