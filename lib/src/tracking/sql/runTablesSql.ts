import { present, SqlTable } from "../../core/index.js";
import { flatParams } from "../compare/flatParams.js";
import type { RunFacts } from "../listing/runFacts.js";
import type { RunView } from "../runView.js";
import { jsonText } from "./jsonText.js";

type Fill = (runs: readonly RunView[], factsOfRuns: () => readonly RunFacts[]) => SqlTable;

/** The tables of a query, by name, but for `metrics`. Every one has the column `run_id`. */
export const RUN_TABLES: Readonly<Record<string, Fill>> = {
  runs(runs) {
    const table = new SqlTable({
      run_id: "VARCHAR",
      name: "VARCHAR",
      kind: "VARCHAR",
      status: "VARCHAR",
      started: "TIMESTAMP",
      seconds: "DOUBLE",
      study: "VARCHAR",
      parent: "VARCHAR",
      trials: "DOUBLE",
      distinct_trials: "DOUBLE",
    });
    for (const { runId, head, status } of runs) {
      const { name, kind, startedAt, durationMs, study, parent, trials } = head;
      const seconds = durationMs === null ? null : durationMs / 1000;
      table.add(runId, name, kind, status, startedAt, seconds, study, parent, trials.count, trials.distinct);
    }
    return table;
  },

  code(runs, factsOfRuns) {
    const table = new SqlTable({
      run_id: "VARCHAR",
      commit_id: "VARCHAR",
      branch: "VARCHAR",
      dirty: "BOOLEAN",
      patch: "VARCHAR",
      notebook: "VARCHAR",
    });
    factsOfRuns().forEach(({ code: { commit, branch, dirty, patch }, notebook }, i) => {
      table.add(runs[i].runId, commit, branch, dirty, patch?.sha256 ?? null, notebook?.path ?? null);
    });
    return table;
  },

  params(runs) {
    const table = new SqlTable({ run_id: "VARCHAR", name: "VARCHAR", value: "VARCHAR", number: "DOUBLE" });
    for (const { runId, head } of runs) {
      for (const [name, value] of flatParams(head.params)) {
        table.add(runId, name, jsonText(value), typeof value === "number" ? value : null);
      }
    }
    return table;
  },

  points(runs) {
    const table = new SqlTable({
      run_id: "VARCHAR",
      name: "VARCHAR",
      step: "DOUBLE",
      time: "TIMESTAMP",
      value: "DOUBLE",
      cell: "VARCHAR",
    });
    for (const run of runs) {
      for (const { name, step, time, value, cell } of run.points()) {
        table.add(run.runId, name, step, time, present(value), cell);
      }
    }
    return table;
  },

  tags(runs) {
    const table = new SqlTable({ run_id: "VARCHAR", tag: "VARCHAR" });
    for (const { runId, head } of runs) for (const tag of head.tags) table.add(runId, tag);
    return table;
  },

  trials(runs, factsOfRuns) {
    const table = new SqlTable({ run_id: "VARCHAR", kind: "VARCHAR", name: "VARCHAR", hash: "VARCHAR" });
    factsOfRuns().forEach(({ trials }, i) => {
      for (const { kind, name, hash } of trials) table.add(runs[i].runId, kind, name, hash);
    });
    return table;
  },

  data(runs, factsOfRuns) {
    const table = new SqlTable({
      run_id: "VARCHAR",
      dataset: "VARCHAR",
      version: "VARCHAR",
      fingerprint: "VARCHAR",
      first: "VARCHAR",
      last: "VARCHAR",
      rows: "DOUBLE",
    });
    factsOfRuns().forEach(({ data }, i) => {
      for (const { dataset, version, fingerprint, from, to, rows } of data) {
        table.add(runs[i].runId, dataset, version, fingerprint, from, to, rows);
      }
    });
    return table;
  },
};
