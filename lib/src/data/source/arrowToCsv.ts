import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import type * as Arrow from "apache-arrow";
import { fail, lazyModule } from "../../core/index.js";
import { addArrowCodecs } from "./arrowCodecs.js";
import { readFile } from "./readFile.js";

const arrow = lazyModule<typeof Arrow>("apache-arrow");

export const ARROW = /\.(arrow|feather|ipc)$/i;

/** The columns of an Arrow file as text: dates as ISO, numbers so that they read back the same, null as empty. */
export async function arrowToCsv(path: string, folder: string): Promise<string> {
  await addArrowCodecs();
  const table = readFile(path, () => arrow.tableFromIPC(readFileSync(path)));
  const columns = table.schema.fields.map(({ name, type }) => {
    const vector = table.getChild(name);
    const write = writer(type, name);
    return (row: number) => {
      const value: unknown = vector?.get(row);
      return value === null || value === undefined ? "" : write(value);
    };
  });
  const place = join(folder, `${basename(path).replace(ARROW, "")}.csv`);
  const file = openSync(place, "w");
  writeSync(file, `${table.schema.fields.map(({ name }) => quoted(name)).join(",")}\n`);
  for (let start = 0; start < table.numRows; start += ROWS) {
    const count = Math.min(ROWS, table.numRows - start);
    const lines = Array.from({ length: count }, (_, i) => columns.map((cell) => cell(start + i)).join(","));
    writeSync(file, `${lines.join("\n")}\n`);
  }
  closeSync(file);
  return place;
}

/** Rows written at once. */
const ROWS = 10_000;

function writer(type: Arrow.DataType, name: string): (value: unknown) => string {
  const { DataType } = arrow;
  if (DataType.isDate(type)) return (value) => new Date(Number(value)).toISOString().slice(0, 10);
  if (DataType.isTimestamp(type)) return (value) => new Date(Number(value)).toISOString();
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type))
    return (value) => quoted(String(value));
  if (DataType.isDictionary(type)) return writer(type.dictionary, name);
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isBool(type)) return String;
  return fail("data.ingest", `column ${name} is of a type that is not read: ${type}`, {
    fix: "write it as a number, a text or a date",
  });
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
