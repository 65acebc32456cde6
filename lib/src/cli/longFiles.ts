import type { Panel } from "../core/index.js";
import { panelToDuckDB } from "../core/index.js";

/** Writes one panel in long form, with the factor's name in a column when it is given. */
export type PartWriter = (panel: Panel, path: string, factor: string | undefined) => void | Promise<void>;

/** The rows as CSV without a head. */
export function csvLines(panel: Panel, factor?: string): string {
  const { time, assets, values } = panel;
  const middle = assets.symbols.map(
    (symbol) => `,${csvField(symbol)}${factor === undefined ? "" : `,${csvField(factor)}`},`,
  );
  const dates = Array.from({ length: time.length }, (_, row) => {
    const date = time.label(row);
    let text = "";
    for (let j = 0, at = row * middle.length; j < middle.length; j++, at++) {
      text += `${date}${middle[j]}${Number.isNaN(values[at]) ? "" : values[at]}\n`;
    }
    return text;
  });
  return dates.join("");
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
