import { flatParams } from "../compare/flatParams.js";
import type { JsonValue } from "../record.js";
import type { RunView } from "../runView.js";
import { SqlTable } from "./sqlTable.js";

type Fill = (runs: readonly RunView[]) => SqlTable;

/** The tables of a query, by name. Every one has the column `run_id`. */
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

  code(runs) {
    const table = new SqlTable({
      run_id: "VARCHAR",
      commit_id: "VARCHAR",
      branch: "VARCHAR",
      dirty: "BOOLEAN",
      patch: "VARCHAR",
      notebook: "VARCHAR",
    });
    for (const { runId, record } of runs) {
      const { commit, branch, dirty, patch } = record.code;
      table.add(runId, commit, branch, dirty, patch?.sha256 ?? null, record.notebook?.path ?? null);
    }
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

  metrics(runs) {
    const table = new SqlTable({ run_id: "VARCHAR", name: "VARCHAR", value: "DOUBLE" });
    for (const run of runs) {
      for (const [name, value] of Object.entries(run.metrics)) table.add(run.runId, name, present(value));
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

  trials(runs) {
    const table = new SqlTable({ run_id: "VARCHAR", kind: "VARCHAR", name: "VARCHAR", hash: "VARCHAR" });
    for (const run of runs) {
      for (const { kind, name, hash } of run.trials()) table.add(run.runId, kind, name, hash);
    }
    return table;
  },

  data(runs) {
    const table = new SqlTable({
      run_id: "VARCHAR",
      dataset: "VARCHAR",
      version: "VARCHAR",
      fingerprint: "VARCHAR",
      first: "VARCHAR",
      last: "VARCHAR",
      rows: "DOUBLE",
    });
    for (const { runId, record } of runs) {
      for (const use of record.data) {
        table.add(runId, use.dataset, use.version, use.fingerprint, use.from, use.to, use.rows);
      }
    }
    return table;
  },
};

/** A number that is missing is NULL, so that no comparison holds of it. */
export const present = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Text as it is, everything else as JSON. */
export const jsonText = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);
