import { renameSync, rmSync } from "node:fs";
import { extname } from "node:path";
import {
  fail,
  type Panel,
  panelToArrowFile,
  panelToDuckDB,
  panelToRows,
  writeAtomic,
} from "../core/index.js";
import { evaluate, type Factor, type FieldSource } from "../expr/index.js";

/** What was written: rows, and how many of them have a value. */
export interface Written {
  readonly rows: number;
  readonly values: number;
}

type Writer = (panel: Panel, path: string) => void | Promise<void>;

const WRITERS: Readonly<Record<string, Writer>> = {
  ".csv": (panel, path) => writeAtomic(path, csv(panel)),
  ".arrow": (panel, path) => writeAtomic(path, panelToArrowFile(panel)),
  ".parquet": parquet,
};

/**
 * Evaluate a factor and write it in long form, one row per date and symbol: date, symbol, value. A missing value is an
 * empty field (CSV) or null. The ending of the path says the format.
 */
export async function writeFactor(source: FieldSource, factor: Factor, path: string): Promise<Written> {
  const write = WRITERS[extname(path).toLowerCase()];
  if (!write) fail("factors.eval", "the file must end in .csv, .parquet or .arrow", { received: path });
  const panel = evaluate(source, factor);
  await write(panel, path);
  let values = 0;
  for (const value of panel.values) if (!Number.isNaN(value)) values++;
  return { rows: panel.values.length, values };
}

function csv(panel: Panel): string {
  const lines = panelToRows(panel).map(
    ({ date, symbol, value }) => `${date},${field(symbol)},${value ?? ""}`,
  );
  return `date,symbol,value\n${lines.join("\n")}\n`;
}

/** RFC 4180: quoted where a comma, a quote or a line break stands inside. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function parquet(panel: Panel, path: string): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await panelToDuckDB(connection, "factor", panel);
    const target = temporary.replaceAll("'", "''");
    await connection.run(`COPY factor TO '${target}' (FORMAT parquet, COMPRESSION zstd)`);
    renameSync(temporary, path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(temporary, { force: true });
  }
}
