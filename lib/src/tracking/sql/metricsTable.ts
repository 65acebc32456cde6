import type { DuckDBConnection } from "@duckdb/node-api";
import { present, SqlTable, type SqlValue } from "../../core/index.js";
import type { RunFacts } from "../listing/runFacts.js";
import type { RunView } from "../runView.js";

/** The final values of all metrics: by numbers of runs and of names, which the view `metrics` puts back. */
export async function createMetrics(
  connection: DuckDBConnection,
  runs: readonly RunView[],
  facts: readonly RunFacts[],
): Promise<void> {
  const names = new Map<string, number>();
  const numberOf = (name: string) => {
    const number = names.get(name) ?? names.size;
    names.set(name, number);
    return number;
  };
  const numbers = new Map<readonly string[], number[]>();
  const columns: [SqlValue[], SqlValue[], SqlValue[]] = [[], [], []];
  facts.forEach(({ metrics }, run) => {
    const of = numbers.get(metrics.names) ?? metrics.names.map(numberOf);
    numbers.set(metrics.names, of);
    for (let i = 0; i < of.length; i++) {
      columns[0].push(run);
      columns[1].push(of[i]);
      columns[2].push(present(metrics.values[i]));
    }
  });
  const values = new SqlTable({ run: "INTEGER", metric: "INTEGER", value: "DOUBLE" }, columns);
  const ids = runs.map(({ runId }) => runId);
  await values.create(connection, "metric_values");
  await numbered(ids).create(connection, "metric_runs");
  await numbered([...names.keys()]).create(connection, "metric_names");
  await connection.run(`CREATE VIEW metrics AS SELECT r.text AS run_id, n.text AS name, value
    FROM metric_values JOIN metric_runs r ON run = r.number JOIN metric_names n ON metric = n.number`);
}

const numbered = (texts: readonly string[]) =>
  new SqlTable({ number: "INTEGER", text: "VARCHAR" }, [texts.map((_, i) => i), [...texts]]);
