/**
 * The package carries the templates and settings of this repository, for `assay init`.
 *
 *   node scaffold/pack.mjs           before packing: copy them into the scaffold
 *   node scaffold/pack.mjs --clean   after packing: take them away again
 */
import { cpSync, rmSync } from "node:fs";

for (const folder of ["templates", "config"]) {
  const target = new URL(`project/${folder}`, import.meta.url);
  rmSync(target, { recursive: true, force: true });
  if (!process.argv.includes("--clean")) {
    cpSync(new URL(`../../${folder}`, import.meta.url), target, { recursive: true });
  }
}
