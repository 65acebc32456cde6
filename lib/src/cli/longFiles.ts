import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Panel, panelToDuckDB } from "../core/index.js";

/** Writes one panel in long form, with the factor's name in a column when it is given. */
export type PartWriter = (panel: Panel, path: string, factor: string | undefined) => void | Promise<void>;

/** CSV without a head. */
export const csvPart: PartWriter = (panel, path, factor) =>
  pipeline(csvLines(panel, factor), createWriteStream(path));

/** The lines of one date after the other. */
function* csvLines({ time, assets, values }: Panel, factor: string | undefined): Generator<string> {
  const named = factor === undefined ? "" : `,${csvField(factor)}`;
  const columns = assets.symbols.map((symbol) => `,${csvField(symbol)}${named},`);
  for (let row = 0, at = 0; row < time.length; row++) {
    const date = time.label(row);
    let lines = "";
    for (let j = 0; j < columns.length; j++, at++) {
      lines += `${date}${columns[j]}${Number.isNaN(values[at]) ? "" : values[at]}\n`;
    }
    yield lines;
  }
}

/** RFC 4180: quoted where a comma, a quote or a line break stands inside. */
const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const parquetPart: PartWriter = (panel, path, factor) =>
  withDuckDB(async (connection) => {
    await panelToDuckDB(connection, "part", panel);
    const column = factor === undefined ? "" : `${literal(factor)} AS factor, `;
    await connection.run(
      `COPY (SELECT date, symbol, ${column}value FROM part) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  });

/** Files of one schema, one after the other, as one file. */
export const parquetOfParts = (parts: readonly string[], path: string): Promise<void> =>
  withDuckDB(async (connection) => {
    const files = `[${parts.map(literal).join(", ")}]`;
    await connection.run(
      `COPY (SELECT * FROM read_parquet(${files})) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  });

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function withDuckDB(
  work: (connection: Parameters<typeof panelToDuckDB>[0]) => Promise<void>,
): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
