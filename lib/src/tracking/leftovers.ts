import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Remove the temporary files that a killed atomic write left in a run's folder. */
export function removeLeftovers(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (/\.\d+\.\d+\.tmp$/.test(entry)) rmSync(join(directory, entry), { force: true });
  }
}
