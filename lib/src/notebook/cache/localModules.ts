import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { isCode, type Notebook } from "../execute/nbformat.js";

const SPECIFIER = /\b(?:from|import|require)\s*\(?\s*["'`]([^"'`\n]+)["'`]/g;
const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/**
 * The files of the project's own code that a notebook imports, directly or through each other: relative imports, and
 * packages that lie outside of `node_modules` (linked ones), except the library itself. Absolute paths, sorted.
 *
 * Found by the text of the imports: one whose name is computed while it runs is not seen.
 */
export function localModules(notebook: Notebook, root: string): string[] {
  const found = new Set<string>();
  const visit = (code: string, folder: string): void => {
    for (const [, specifier] of code.matchAll(SPECIFIER)) {
      const file = localFile(specifier, folder);
      if (file === undefined || found.has(file)) continue;
      found.add(file);
      visit(readFileSync(file, "utf8"), dirname(file));
    }
  };
  for (const { source } of notebook.cells.filter(isCode)) visit(source, root);
  return [...found].sort();
}

function localFile(specifier: string, folder: string): string | undefined {
  if (/^\.{0,2}\//.test(specifier) || specifier === "." || specifier === "..") {
    return existingFile(resolve(folder, specifier));
  }
  if (specifier.startsWith("node:") || /^assay(\/|$)/.test(specifier)) return undefined;
  try {
    const file = realpathSync(createRequire(join(folder, "notebook.js")).resolve(specifier));
    return file.includes(`${sep}node_modules${sep}`) ? undefined : existingFile(file);
  } catch {
    return undefined;
  }
}

/** `./x` is written for `x.ts`, and `./x.js` as well. */
function existingFile(path: string): string | undefined {
  const stems = [path, path.replace(/\.([mc]?)js$/, ".$1ts")];
  const candidates = stems.flatMap((stem) => ENDINGS.map((ending) => stem + ending));
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}
