import { rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { identifier, literal } from "../../core/index.js";
import { withDatabase } from "../duckdb/database.js";
import type { EventColumn, EventRow } from "./eventColumns.js";
import { EventLoss } from "./eventLoss.js";
import type { EventTable } from "./eventTable.js";

const column = z.object({
  ...{ name: z.string(), kind: z.enum(["number", "text"]) },
  ...{ unit: z.string().optional(), meaning: z.string().optional() },
});
const field = z.object({
  take: z.enum(["last", "age", "count", "sum", "mean", "distinct"]),
  ...{ column: z.string().optional(), days: z.number().optional(), sessions: z.number().optional() },
});
const lost = z.object({
  ...{ row: z.number(), reason: z.string(), cells: z.string(), values: z.array(z.string()).optional() },
});

/** What stands beside the rows of a table that is kept in a lake. */
export const contentsSchema = z.object({
  ...{ name: z.string(), columns: z.array(column), fields: z.record(z.string(), field) },
  coverage: z.object({ from: z.number(), to: z.number() }),
  loss: z
    .object({ total: z.number(), lost: z.array(lost) })
    .transform(({ total, lost: rows }) => new EventLoss(total, rows)),
});

/** What is no column of the table in its file: so called, for names of columns are the caller's. */
const KEYS = ["assay_symbol", "assay_event", "assay_known"] as const;

/** The rows of a table as Parquet, in the order of known time. */
export async function writeParquet(table: EventTable, path: string): Promise<void> {
  const lines = Array.from({ length: table.length }, (_, i) => {
    const { symbol, event, known, values } = table.row(i);
    return JSON.stringify([symbol, event, known, ...table.columns.map(({ name }) => values[name])]);
  });
  const rows = `${path}.rows`;
  writeFileSync(rows, lines.map((line) => `{"row":${line}}\n`).join(""));
  const types = [
    "VARCHAR",
    "DOUBLE",
    "DOUBLE",
    ...table.columns.map(({ kind }) => (kind === "text" ? "VARCHAR" : "DOUBLE")),
  ];
  const names = [...KEYS, ...table.columns.map(({ name }) => name)];
  const selected = names.map((name, i) => `(row->>${i})::${types[i]} AS ${identifier(name)}`);
  try {
    await withDatabase((db) =>
      db.run(`COPY (SELECT ${selected.join(", ")}
        FROM read_json(${literal(rows)}, format = 'newline_delimited', columns = {row: 'JSON'}))
        TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`),
    );
  } finally {
    rmSync(rows, { force: true });
  }
}

/** The rows of a file that {@link writeParquet} wrote. */
export async function readParquet(path: string, columns: readonly EventColumn[]): Promise<EventRow[]> {
  const rows = await withDatabase((db) => db.rows(`SELECT * FROM read_parquet(${literal(path)})`));
  return rows.map((row) => ({
    symbol: row.assay_symbol as string | null,
    event: Number(row.assay_event),
    known: Number(row.assay_known),
    values: Object.fromEntries(columns.map(({ name }) => [name, row[name] as string | number | null])),
  }));
}
