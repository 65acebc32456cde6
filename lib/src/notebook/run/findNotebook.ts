import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fail, nearest } from "../../core/index.js";

/** The file of a notebook: a path, relative to the current folder or the root, or the name of a template. */
export function findNotebook(nameOrPath: string, root: string): string {
  if (nameOrPath.endsWith(".ipynb")) {
    const candidates = [resolve(nameOrPath), resolve(root, nameOrPath)];
    return (
      candidates.find((path) => existsSync(path)) ??
      fail("notebook.run", `there is no notebook ${nameOrPath}`)
    );
  }
  const path = join(root, "templates", `${nameOrPath}.ipynb`);
  if (existsSync(path)) return path;
  const names = templateNames(root);
  const near = nearest(nameOrPath, names);
  return fail("notebook.run", `there is no template ${nameOrPath}; known: ${names.join(", ") || "none"}`, {
    fix: near ? `did you mean ${near}?` : "give a template name or a path that ends in .ipynb",
  });
}

/** Names of the templates of a project, sorted. */
export function templateNames(root: string): string[] {
  const folder = join(root, "templates");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb") && !file.startsWith("."))
    .map((file) => file.slice(0, -".ipynb".length))
    .sort();
}
