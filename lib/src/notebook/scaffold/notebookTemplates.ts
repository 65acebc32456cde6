import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, nearest } from "../../core/index.js";
import { findNotebook, templateNames } from "../run/findNotebook.js";
import { SCAFFOLD } from "./scaffoldFolder.js";

const BUILT_IN = ["research", "blank"];

/** Names of what a new notebook can start from: `research`, `blank`, and the templates of the project. */
export function notebookTemplates(root: string): string[] {
  return [...new Set([...BUILT_IN, ...templateNames(root)])];
}

/** The file of such a template, or of a notebook given by its path. The project's own template of a name comes first. */
export function findTemplate(nameOrPath: string, root: string): string {
  const names = notebookTemplates(root);
  if (!nameOrPath.endsWith(".ipynb") && !names.includes(nameOrPath)) {
    const near = nearest(nameOrPath, names);
    fail("assay new", `there is no template ${nameOrPath}; known: ${names.join(", ")}`, {
      fix: near && `did you mean ${near}?`,
    });
  }
  const builtIn = join(SCAFFOLD, "notebooks", `${nameOrPath}.ipynb`);
  const own = templateNames(root).includes(nameOrPath);
  return !own && existsSync(builtIn) ? builtIn : findNotebook(nameOrPath, root);
}
