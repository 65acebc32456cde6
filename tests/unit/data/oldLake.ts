import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Lake, openLake } from "../../../lib/src/data/index.js";
import { tempDir } from "./lakes.js";

const WRITTEN = fileURLToPath(new URL("../../support/lakes/schema1", import.meta.url));

/** A lake that the first layout wrote: two versions of `bars`, the second with one row more. */
export function oldLake(): Lake {
  const dir = join(tempDir(), "lake");
  cpSync(WRITTEN, dir, { recursive: true });
  return openLake(dir);
}
