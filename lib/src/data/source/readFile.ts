import { basename } from "node:path";
import { fail } from "../../core/index.js";

/** Read one file, or say which one could not be read. */
export function readFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return fail("data.ingest", `${basename(path)} cannot be read: ${why}`, { cause });
  }
}
