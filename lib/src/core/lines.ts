import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";

/**
 * Appends whole lines to a file that several processes may write. Each call is one write with O_APPEND, so
 * lines do not mix, and nothing is held back: a killed process loses at most the line it was writing.
 */
export class LineWriter {
  private file: number | undefined;

  constructor(private readonly path: string) {}

  /** Append `text`, which ends with a line break. */
  append(text: string): void {
    this.file ??= opened(this.path);
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
  }

  /** Give the file back; a later line opens it again. */
  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

/** Append `text`, whole lines, to the file at `path` in one write. */
export function appendLines(path: string, text: string): void {
  const file = new LineWriter(path);
  try {
    file.append(text);
  } finally {
    file.close();
  }
}

/** Open for appending, behind the torn line that a killed writer may have left. */
function opened(path: string): number {
  const file = openSync(path, "a+");
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== NEWLINE) writeSync(file, "\n");
  return file;
}

const NEWLINE = 10;

/** Reads the lines that were appended since the last call; a last line without its line break is left for later. */
export class LineReader {
  private offset = 0;

  constructor(private readonly path: string) {}

  /** The new complete lines, without line breaks and without empty ones. A file that is not there has none. */
  next(): string[] {
    const chunk = bytesFrom(this.path, this.offset);
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    this.offset += end;
    if (end === 0) return [];
    return chunk
      .toString("utf8", 0, end - 1)
      .split("\n")
      .filter((line) => line !== "");
  }
}

function bytesFrom(path: string, offset: number): Buffer {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
  try {
    const chunk = Buffer.alloc(Math.max(0, fstatSync(file).size - offset));
    let length = 0;
    while (length < chunk.length) {
      const got = readSync(file, chunk, length, chunk.length - length, offset + length);
      if (got === 0) break;
      length += got;
    }
    return chunk.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
