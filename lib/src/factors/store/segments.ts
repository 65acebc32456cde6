import { closeSync, fstatSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fail, sha256, writeAtomic } from "../../core/index.js";
import type { StorePaths } from "./paths.js";

/** Rows of values in a file of their own, dates × assets; it may belong to several entries. */
export interface Segment {
  readonly rows: number;
  /** SHA-256 over {@link blocks}; names the file. */
  readonly sha: string;
  /** SHA-256 of each {@link BLOCK_ROWS} rows, so that some of them can be read and checked. */
  readonly blocks: readonly string[];
}

/** The file is there but not as it was written. */
export class Damaged extends Error {}

const BLOCK_ROWS = 256;

/**
 * Write rows after those of `older`. A segment before that is not at least twice as long is written into the new one, so
 * that there are few of them however many extensions there were. Throws {@link Damaged}.
 */
export function appendRows(
  paths: StorePaths,
  older: readonly Segment[],
  { values, width }: { values: Float64Array; width: number },
): Segment[] {
  let first = older.length;
  let rows = values.length / width;
  while (first > 0 && older[first - 1].rows < 2 * rows) rows += older[--first].rows;
  if (first === older.length) return [...older, writeSegment(paths, values, width)];
  const joined = new Float64Array(rows * width);
  const before = joined.length - values.length;
  readRows(paths, older.slice(first), { width, start: 0, end: before / width }, joined);
  joined.set(values, before);
  return [...older.slice(0, first), writeSegment(paths, joined, width)];
}

function writeSegment(paths: StorePaths, values: Float64Array, width: number): Segment {
  const bytes = littleEndian(values);
  const blockBytes = BLOCK_ROWS * width * 8;
  const blocks: string[] = [];
  for (let at = 0; at < bytes.length; at += blockBytes)
    blocks.push(sha256(bytes.subarray(at, at + blockBytes)));
  const segment = { rows: values.length / width, sha: sha256(...blocks), blocks };
  const file = paths.valuesOf(segment.sha);
  mkdirSync(dirname(file), { recursive: true });
  writeAtomic(file, bytes);
  return segment;
}

/** Which rows of values to read, the end excluded. */
export interface Rows {
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

/** Rows of segments that follow each other: only the blocks that hold them are read. Throws {@link Damaged}. */
export function readRows(
  paths: StorePaths,
  segments: readonly Segment[],
  { width, start, end }: Rows,
  out = new Float64Array((end - start) * width),
): Float64Array {
  let first = 0;
  for (const segment of segments) {
    const rows = { width, start: Math.max(start - first, 0), end: Math.min(end - first, segment.rows) };
    const at = first + rows.start - start;
    if (rows.start < rows.end) {
      readSegment(paths, segment, rows, out.subarray(at * width, (at + rows.end - rows.start) * width));
    }
    first += segment.rows;
  }
  return out;
}

/** Whether the files of segments are there and as long as they should be. Throws {@link Damaged}. */
export function checkFiles(paths: StorePaths, segments: readonly Segment[], width: number): void {
  for (const segment of segments) checkSize(sizeOf(paths.valuesOf(segment.sha)), segment, width);
}

function readSegment(paths: StorePaths, segment: Segment, rows: Rows, out: Float64Array): void {
  const { width, start, end } = rows;
  const file = opened(paths.valuesOf(segment.sha));
  try {
    checkSize(fstatSync(file).size, segment, width);
    const first = Math.floor(start / BLOCK_ROWS);
    const from = first * BLOCK_ROWS;
    const to = Math.min(Math.ceil(end / BLOCK_ROWS) * BLOCK_ROWS, segment.rows);
    const isWhole = from === start && to === end;
    const values = isWhole ? out : new Float64Array((to - from) * width);
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    readSync(file, bytes, 0, bytes.length, from * width * 8);
    checkBlocks(bytes, segment.blocks.slice(first), BLOCK_ROWS * width * 8);
    if (BIG_ENDIAN) bytes.swap64();
    if (!isWhole) out.set(values.subarray((start - from) * width, (end - from) * width));
  } finally {
    closeSync(file);
  }
}

function checkBlocks(bytes: Buffer, blocks: readonly string[], blockBytes: number): void {
  for (let at = 0, block = 0; at < bytes.length; at += blockBytes, block++) {
    if (sha256(bytes.subarray(at, at + blockBytes)) !== blocks[block])
      throw new Damaged("its values were changed");
  }
}

function checkSize(size: number | undefined, { rows }: Segment, width: number): void {
  if (size === undefined) throw new Damaged("its values are gone");
  const expected = rows * width * 8;
  if (size !== expected) throw new Damaged(`its values are ${size} bytes, not ${expected}`);
}

const sizeOf = (path: string): number | undefined => orGone(path, () => statSync(path).size);

function opened(path: string): number {
  const file = orGone(path, () => openSync(path, "r"));
  if (file === undefined) throw new Damaged("its values are gone");
  return file;
}

/** What a call on a file gives; `undefined` when there is no such file. */
export function orGone<T>(path: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return fail("factors.store", "cannot read the store", { received: path, cause: error });
  }
}

const BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** The bytes of values, which are not to be written to. */
function littleEndian(values: Float64Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return BIG_ENDIAN ? Buffer.from(bytes).swap64() : bytes;
}
