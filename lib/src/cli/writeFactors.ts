import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fail, panelToArrowFile, writeAtomic } from "../core/index.js";
import { type ComputeOptions, computeEach, type Factor, type FieldSource } from "../expr/index.js";
import { csvPart, type PartWriter, parquetOfParts, parquetPart } from "./longFiles.js";

export interface WriteOptions extends ComputeOptions {
  /** A file (.csv, .parquet, .arrow), or a folder for one file per factor. */
  readonly out: string;
  /** Format of the files in a folder. Default `"parquet"`. */
  readonly format?: Format;
  /** Write a column with the factor's name into one file, also of a single factor. */
  readonly named: boolean;
}

export const formats = ["csv", "parquet", "arrow"] as const;
export type Format = (typeof formats)[number];

/** What was written: rows, how many of them have a value, and where. */
export interface Written {
  readonly rows: number;
  readonly values: number;
  readonly files: readonly string[];
}

/**
 * Evaluate factors, one in memory at a time, and write them in long form, one row per date and symbol: date, symbol,
 * value; in one file of several factors date, symbol, factor, value, in the order of the list. A missing value is an
 * empty field (CSV) or null. A file appears whole or not at all.
 */
export async function writeFactors(
  source: FieldSource,
  factors: readonly Factor[],
  { out, format = "parquet", named, ...options }: WriteOptions,
): Promise<Written> {
  const plan = target(out, format, named);
  mkdirSync(plan.folder, { recursive: true });
  const parts = mkdtempSync(join(plan.folder, ".assay-"));
  const partOf = (index: number) => join(parts, `${String(index).padStart(6, "0")}.${plan.format}`);
  let rows = 0;
  let values = 0;
  try {
    for await (const { factor, index, panel } of computeEach(source, factors, options)) {
      await WRITERS[plan.format](panel, partOf(index), plan.named ? factor.name : undefined);
      rows += panel.values.length;
      for (const value of panel.values) if (!Number.isNaN(value)) values++;
    }
    const written = factors.map((_, index) => partOf(index));
    return { rows, values, files: await plan.finish(written, factors) };
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
}

const WRITERS: Readonly<Record<Format, PartWriter>> = {
  csv: csvPart,
  parquet: parquetPart,
  arrow: (panel, path) => writeAtomic(path, panelToArrowFile(panel)),
};

interface Target {
  readonly folder: string;
  readonly format: Format;
  readonly named: boolean;
  /** Bring the parts to where they belong; returns the files. */
  finish(parts: readonly string[], factors: readonly Factor[]): Promise<readonly string[]>;
}

function target(out: string, format: Format, named: boolean): Target {
  const ending = extname(out).slice(1).toLowerCase();
  if (ending === "")
    return { folder: out, format, named: false, finish: async (...all) => intoFolder(out, format, ...all) };
  const found = formats.find((known) => known === ending);
  if (!found) {
    fail("factors.eval", "the file must end in .csv, .parquet or .arrow", {
      received: out,
      fix: "a name without an ending is a folder, one file per factor",
    });
  }
  if (named && found === "arrow") {
    fail("factors.eval", "one file of several factors is .csv or .parquet", { received: out });
  }
  return {
    folder: dirname(out),
    format: found,
    named,
    finish: (parts) => intoFile(out, found, named, parts),
  };
}

function intoFolder(
  folder: string,
  format: Format,
  parts: readonly string[],
  factors: readonly Factor[],
): readonly string[] {
  return parts.map((part, i) => {
    const file = join(folder, `${fileName(factors[i])}.${format}`);
    renameSync(part, file);
    return file;
  });
}

/** A factor's name; of one without a name the beginning of its formula and of its hash. */
function fileName({ name, hash }: Factor): string {
  if (/^[\w.-]+$/.test(name)) return name;
  return `${name.replace(/[^\w.-]+/g, "_").slice(0, 60)}_${hash.slice(0, 8)}`;
}

async function intoFile(
  out: string,
  format: Format,
  named: boolean,
  parts: readonly string[],
): Promise<readonly string[]> {
  const temporary = join(dirname(parts[0]), basename(out));
  if (format === "arrow") renameSync(parts[0], temporary);
  if (format === "parquet") await parquetOfParts(parts, temporary);
  if (format === "csv") await concatenated(parts, temporary, `date,symbol,${named ? "factor," : ""}value\n`);
  renameSync(temporary, out);
  return [out];
}

async function concatenated(parts: readonly string[], path: string, head: string): Promise<void> {
  const file = createWriteStream(path);
  file.write(head);
  for (const part of parts) await pipeline(createReadStream(part), file, { end: false });
  await new Promise<void>((done, failed) =>
    file.end((error?: Error | null) => (error ? failed(error) : done())),
  );
}
