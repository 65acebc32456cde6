import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type * as Arrow from "apache-arrow";
import type * as Fflate from "fflate";
import { fail, lazyModule } from "../../core/index.js";

const arrow = lazyModule<typeof Arrow>("apache-arrow");
const fflate = lazyModule<typeof Fflate>("fflate");

const ZIP = /\.zip$/i;
const ARROW = /\.(arrow|feather|ipc)$/i;
const DATA = /\.(csv|tsv|txt|parquet|pq)(\.gz|\.zst)?$/i;

/** Content of an archive, unpacked; a larger one has to be unpacked by hand. */
const LARGEST = 2 ** 32;

/** Whether a file has to be laid out otherwise before it can be read: an archive, or an Arrow file. */
export function isPacked(path: string): boolean {
  return ZIP.test(path) || ARROW.test(path);
}

/** Do something with the data files in an archive or an Arrow file, laid out in a folder that is gone afterwards. */
export async function withUnpacked<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "assay-unpack-"));
  try {
    return await work(ZIP.test(path) ? unzip(path, folder) : arrowToCsv(path, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One data file as itself, several as the folder. Paths inside the archive are dropped: nothing is written elsewhere. */
function unzip(path: string, folder: string): string {
  const files = readable(path, () =>
    fflate.unzipSync(readFileSync(path), {
      filter: ({ name, originalSize }) => {
        if (originalSize > LARGEST) failSize(path);
        return DATA.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(name);
      },
    }),
  );
  const names = Object.keys(files);
  if (names.length === 0)
    fail("data.ingest", "the archive holds no CSV or Parquet file", { received: basename(path) });
  const places = names.map((name) => join(folder, basename(name)));
  if (new Set(places).size < places.length) {
    fail("data.ingest", "the archive holds two files of one name", {
      received: basename(path),
      fix: "unpack it and ingest the folder",
    });
  }
  for (const [i, name] of names.entries()) writeFileSync(places[i], files[name]);
  return places.length === 1 ? places[0] : folder;
}

/** The columns of an Arrow file as text: dates as ISO, numbers so that they read back the same, null as empty. */
function arrowToCsv(path: string, folder: string): string {
  const table = readable(path, () => arrow.tableFromIPC(readFileSync(path)));
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
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return (value) => quoted(String(value));
  if (DataType.isDictionary(type)) return writer(type.dictionary, name);
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isBool(type)) return String;
  return fail("data.ingest", `column ${name} is of a type that is not read: ${type}`, {
    fix: "write it as a number, a text or a date",
  });
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const compressed = ARROW.test(path) && /codec|compress/i.test(why);
    return fail("data.ingest", `${basename(path)} cannot be read: ${why}`, {
      cause,
      fix: compressed ? 'write it with compression="uncompressed", or as Parquet' : undefined,
    });
  }
}

function failSize(path: string): never {
  return fail("data.ingest", "the archive is too large to be unpacked in memory", {
    received: basename(path),
    fix: "unpack it and ingest the folder",
  });
}
