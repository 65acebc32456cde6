import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Is this the temporary file of an atomic write? */
export const isLeftover = (file: string): boolean => /\.\d+\.\d+\.tmp$/.test(file);

/** Remove the temporary files that a killed atomic write left in a run's folder. */
export function removeLeftovers(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (isLeftover(entry)) rmSync(join(directory, entry), { force: true });
  }
}
