import { resolve } from "node:path";
import { relativePath } from "../core/index.js";
import { fileSha256 } from "./fileSha256.js";

/**
 * The notebook of an interactive session, as last saved: Jupyter servers name it in `JPY_SESSION_NAME`.
 * Undefined where nothing names it.
 */
export function sessionNotebook(root: string): { path: string; sha256: string } | undefined {
  const name = process.env.JPY_SESSION_NAME;
  if (!name?.endsWith(".ipynb")) return undefined;
  const path = resolve(name);
  const sha256 = fileSha256(path);
  return sha256 ? { path: relativePath(resolve(root), path), sha256 } : undefined;
}
