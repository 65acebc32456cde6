import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRun, exportMlflow, readRun } from "../../lib/src/tracking/index.js";
import { gitIn, repository, temporaryFolder } from "../support/tracking.js";
import { hasModule, PYTHON, python } from "./python.js";

const READ = `
import json, sys
import mlflow
from mlflow import MlflowClient
client = MlflowClient(tracking_uri=sys.argv[1])
out = {}
for experiment in client.search_experiments():
    for run in client.search_runs([experiment.experiment_id]):
        history = {key: [[m.step, m.timestamp, repr(m.value)] for m in client.get_metric_history(run.info.run_id, key)]
                   for key in run.data.metrics}
        def walk(path=None):
            for f in client.list_artifacts(run.info.run_id, path):
                yield from walk(f.path) if f.is_dir else [f.path]
        out[run.info.run_id] = dict(
            experiment=experiment.name, name=run.info.run_name, status=run.info.status,
            start=run.info.start_time, end=run.info.end_time, params=run.data.params, tags=run.data.tags,
            last={key: repr(value) for key, value in run.data.metrics.items()}, history=history,
            artifacts=sorted(walk()),
            table=open(client.download_artifacts(run.info.run_id, "tables/ic.csv")).read() if experiment.name == "momentum" else None,
            inputs=[[i.dataset.name, i.dataset.digest, json.loads(i.dataset.source), json.loads(i.dataset.profile)] for i in run.inputs.dataset_inputs])
print(json.dumps(out))
`;

/** What MLflow 3 reads, from the file store or from the database that it migrates the store to. */
function readBack(uri: string): Record<string, Record<string, unknown>> {
  return JSON.parse(python(READ, uri).trim().split("\n").at(-1) ?? "");
}

test("MLflow reads exported runs, from the folder and after its migration", (context) => {
  if (!hasModule("mlflow")) context.skip("mlflow is not installed in the Python that ASSAY_PYTHON names");
  const root = repository({ "a.ts": "1\n" });
  const parent = createRun({ root, name: "sweep", kind: "library" }).finish();
  const run = createRun({
    ...{ root, name: "factor-report", kind: "notebook", study: "momentum", seed: 7, parent: parent.run_id },
    params: {
      horizon: 21,
      costs: { bps: 2.5 },
      lists: [1, 5],
      flag: true,
      text: "yes: # é\n1e5",
      größe: 1,
      long: "x".repeat(7000),
    },
    notebook: { path: "templates/factor-report.ipynb", sha256: "0".repeat(64) },
    tags: ["keep", "team/α"],
  });
  for (let step = 0; step < 500; step++) run.log({ loss: 1 / (step + 3) }, step);
  run.log(
    { ic: 0.1, "ic/h5": Number.NaN, "ic/h21": Number.POSITIVE_INFINITY, tiny: 5e-324, "a//b": 0.1 + 0.2 },
    3,
  );
  run.artifact("tables/ic.csv", "date,ic\n2020-01-02,0.1\n");
  run.dataUsed({
    dataset: "demo",
    version: "v1",
    fingerprint: "ab".repeat(32),
    from: "2018-01-02",
    to: "2023-12-29",
    rows: 9,
  });
  run.note("Agrees with the paper.");
  const record = run.finish();
  const failed = createRun({ root, name: "bad", kind: "library" });
  failed.finish("failed", { name: "Error", message: "no", cell: null });

  const to = join(temporaryFolder(), "mlruns");
  const ids = [parent.run_id, record.run_id, failed.runId];
  const views = ids.map((id) => readRun(root, id));
  exportMlflow(views, { to });
  exportMlflow(views, { to });
  process.env.MLFLOW_ALLOW_FILE_STORE = "true";
  const store = readBack(to);
  const db = `sqlite:///${join(to, "..", "mlflow.db")}`;
  const bin = (PYTHON as string).replace(/python[\d.]*$/, "mlflow");
  execFileSync(bin, ["migrate-filestore", "--source", to, "--target", db, "--no-progress"], {
    stdio: "pipe",
  });
  const migrated = readBack(db);

  for (const [where, read] of [
    ["folder", store],
    ["database", migrated],
  ] as const) {
    expect(Object.keys(read).sort(), where).toEqual([...ids].sort());
    expect(read[failed.runId]).toMatchObject({
      experiment: "bad",
      status: "FAILED",
      params: {},
      history: {},
    });
    const got = read[record.run_id];
    expect(got).toMatchObject({
      ...{ experiment: "momentum", name: "factor-report", status: "FINISHED" },
      ...{ start: Date.parse(record.startedAt), end: Date.parse(record.endedAt ?? "") },
      artifacts: ["assay/run.json", "tables/ic.csv"],
      table: "date,ic\n2020-01-02,0.1\n",
      inputs: [["demo", "ab".repeat(18), { version: "v1", fingerprint: "ab".repeat(32) }, { rows: 9 }]],
    });
    expect(got.params).toEqual({
      ...{
        horizon: "21",
        "costs.bps": "2.5",
        lists: "[1,5]",
        flag: "true",
        text: "yes: # é\n1e5",
        gr__e: "1",
      },
      long: `${"x".repeat(5999)}…`,
    });
    expect(got.tags).toMatchObject({
      ...{ keep: "true", "team/_": "true", "assay.seed": "7", "assay.metricsSha256": record.metricsSha256 },
      "mlflow.parentRunId": parent.run_id,
      "mlflow.source.git.commit": gitIn(root, "rev-parse", "HEAD").trim(),
      "mlflow.source.name": "templates/factor-report.ipynb",
      "mlflow.note.content": expect.stringContaining("Agrees with the paper."),
    });
    const history = got.history as Record<string, [number, number, string][]>;
    expect(history.loss.map(([step, , value]) => [step, Number(value)])).toEqual(
      Array.from({ length: 500 }, (_, step) => [step, 1 / (step + 3)]),
    );
    expect(history.loss[0][1]).toBe(Date.parse(readRun(root, record.run_id).points()[0].time));
    expect(got.last).toMatchObject({
      ic: "0.1",
      "ic.h5": "nan",
      tiny: "5e-324",
      "a/b": "0.30000000000000004",
    });
  }
  expect((store[record.run_id].last as Record<string, string>)["ic.h21"]).toBe("inf");
  expect(JSON.parse(readFileSync(join(root, "experiments", record.run_id, "run.json"), "utf8"))).toEqual(
    record,
  );
});
