import { closeSync, openSync, readSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";

const FIRST_BYTES = 1 << 16;

/** Whether all CSV files start with the same line, so that they can be read as one table. */
export function sameHeaders(paths: readonly string[]): boolean {
  const first = headerLine(paths[0]);
  return first !== undefined && paths.every((path) => headerLine(path) === first);
}

/** The first line; `undefined` for a compression that Node cannot open. */
function headerLine(path: string): string | undefined {
  if (/\.zst$/i.test(path)) return undefined;
  const buffer = Buffer.alloc(FIRST_BYTES);
  const file = openSync(path, "r");
  const head = buffer.subarray(0, readSync(file, buffer, 0, FIRST_BYTES, 0));
  closeSync(file);
  const text = /\.gz$/i.test(path) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
  return text.toString("utf8").split(/\r?\n/, 1)[0];
}
