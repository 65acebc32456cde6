import type { RunRecord } from "../record.js";
import type { RunView } from "../runView.js";

/** What MLflow knows by names of its own, what has no place there under `assay.`, and the run's tags. */
export function mlflowTags({ record, status }: RunView): Map<string, string> {
  const { code, notebook, parent, study, seed, trials, lockFile, environment, error } = record;
  const entries: [string, string | null | undefined][] = [
    ["mlflow.runName", record.name],
    ["mlflow.source.type", notebook ? "NOTEBOOK" : "LOCAL"],
    ["mlflow.source.name", notebook?.path],
    ["mlflow.source.git.commit", code.commit],
    ["mlflow.source.git.branch", code.branch],
    ["mlflow.parentRunId", parent],
    ["mlflow.note.content", noteOf(record)],
    ["assay.status", status],
    ["assay.kind", record.kind],
    ["assay.study", study],
    ["assay.seed", seed === null ? null : String(seed)],
    ["assay.trials", String(trials.count)],
    ["assay.trials.distinct", String(trials.distinct)],
    ["assay.metricsSha256", record.metricsSha256],
    ["assay.code.dirty", String(code.dirty)],
    ["assay.code.patchSha256", code.patch?.sha256],
    ["assay.lockFileSha256", lockFile?.sha256],
    ["assay.node", environment.node],
    ["assay.version", environment.assay],
    ["assay.error", error && `${error.name}: ${error.message}`],
    ["assay.warnings", record.warnings.join("\n")],
    ...record.tags.map((tag): [string, string] => [tag, "true"]),
  ];
  return new Map(entries.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Notes as Markdown: MLflow shows them as the run's description. */
function noteOf({ notes, verifications = [] }: RunRecord): string {
  const lines = [...notes, ...verifications].map(({ time, text }) => `- ${time.slice(0, 16)} ${text}`);
  return lines.join("\n");
}
