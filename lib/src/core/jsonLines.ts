import { appendLines, LineReader } from "./lines.js";

/** Append `values` to the file at `path`, a line of JSON each, in one write. */
export function appendJsonLines(path: string, values: readonly object[]): void {
  appendLines(path, values.map((value) => `${JSON.stringify(value)}\n`).join(""));
}

/** What `read` makes of each line; torn lines and those of which it makes nothing are left out. A file that is not there has none. */
export function readJsonLines<T>(path: string, read: (value: unknown) => T | undefined): T[] {
  return new LineReader(path).next().flatMap((line) => {
    const value = parsed(line);
    return value === undefined ? [] : (read(value) ?? []);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
