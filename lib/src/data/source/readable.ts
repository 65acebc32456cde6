import { fail } from "../../core/index.js";
import type { DataFiles } from "./files.js";

/** Say which source could not be read, with the reader's own first line. */
export async function readable<T>(files: DataFiles, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const [why] = String(cause instanceof Error ? cause.message : cause).split("\n");
    return fail("data.ingest", `${files.name} cannot be read as ${files.kind}: ${why}`, { cause });
  }
}
