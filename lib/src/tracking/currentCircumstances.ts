import { codeIdentity } from "./codeIdentity.js";
import type { Circumstances } from "./compare/changedSince.js";
import { environmentRecord, lockFileRecord } from "./environment.js";

/** The code and the environment as they are now; the patch of what is not committed is written into `scratch`. */
export function currentCircumstances(root: string, scratch: string): Circumstances {
  return {
    code: codeIdentity(root, scratch),
    environment: environmentRecord(),
    lockFile: lockFileRecord(root),
  };
}
