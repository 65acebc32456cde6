import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { checkKeys, fail, sha256 } from "../../core/index.js";
import type { RunView } from "../runView.js";
import { writeMlflowRun } from "./mlflowRun.js";
import { scalarYaml } from "./scalarYaml.js";
import { writeText } from "./writeText.js";

export interface ExportedRuns {
  /** The folder that was written, absolute. */
  readonly to: string;
  readonly runs: readonly string[];
  /** MLflow's experiments: the studies of the runs, else their names. */
  readonly experiments: readonly string[];
}

/**
 * Write runs as an MLflow file store: parameters, every metric point, tags, notes, commit, parent, artifacts with notebook and
 * report, and datasets with their fingerprints. The runs keep their ids; exporting one again replaces it. MLflow 3.13
 * and later read the folder after `mlflow migrate-filestore`.
 *
 * @param options.to folder of the store, made where it is not there; default `mlruns` in the current folder
 */
export function exportMlflow(runs: readonly RunView[], options: { to?: string } = {}): ExportedRuns {
  const who = "tracking.exportMlflow";
  checkKeys(who, options, ["to"]);
  if (runs.length === 0) fail(who, "there is no run to export");
  const to = resolve(options.to ?? "mlruns");
  mkdirSync(join(to, ".trash"), { recursive: true });
  experimentFolder(to, "Default", "0");
  const names = new Set<string>();
  for (const run of runs) {
    const name = run.record.study ?? run.record.name;
    names.add(name);
    const id = experimentId(name);
    writeMlflowRun(run, { id, folder: experimentFolder(to, name, id) });
  }
  return { to, runs: runs.map(({ runId }) => runId), experiments: [...names] };
}

/** 18 digits, as MLflow makes them, that follow from the name. */
function experimentId(name: string): string {
  const digits = BigInt(`0x${sha256(name).slice(0, 15)}`) % 10n ** 17n;
  return `9${digits.toString().padStart(17, "0")}`;
}

function experimentFolder(to: string, name: string, id: string): string {
  const folder = join(to, id);
  const meta = join(folder, "meta.yaml");
  if (existsSync(meta)) return folder;
  const now = Date.now();
  writeText(
    meta,
    scalarYaml({
      artifact_location: pathToFileURL(folder).href,
      creation_time: now,
      experiment_id: id,
      last_update_time: now,
      lifecycle_stage: "active",
      name,
    }),
  );
  return folder;
}
