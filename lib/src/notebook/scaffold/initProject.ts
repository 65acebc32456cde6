import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { checkKeys, fail, libraryVersion } from "../../core/index.js";
import { newNotebook } from "./newNotebook.js";
import { SCAFFOLD } from "./scaffoldFolder.js";

export interface InitOptions {
  /** Folder of the new project; it is made, or must be empty. */
  dir: string;
  /** The library as a folder or a packed tarball. Default: this version, from the registry. */
  library?: string;
}

const WHO = "assay init";

/**
 * Make a repository for research of one's own: package.json with the exact version of the library, templates,
 * settings, a first notebook, a test, a README. Returns the folder. Installs nothing.
 */
export async function initProject(options: InitOptions): Promise<string> {
  checkKeys(WHO, options, ["dir", "library"]);
  const dir = resolve(options.dir);
  const library = options.library === undefined ? libraryVersion() : fileDependency(options.library);
  mkdirSync(dir, { recursive: true });
  if (readdirSync(dir).some((name) => name !== ".git")) {
    fail(WHO, "the folder must be empty", { received: dir, fix: "name a new folder" });
  }
  cpSync(join(SCAFFOLD, "project"), dir, { recursive: true });
  for (const folder of ["templates", "config"]) copyShared(folder, dir);
  renameSync(join(dir, "gitignore"), join(dir, ".gitignore"));
  const name = packageName(dir);
  edit(join(dir, "package.json"), (text) => {
    const manifest = JSON.parse(text) as { dependencies: Record<string, string> };
    return `${JSON.stringify({ ...manifest, name, dependencies: { assay: library } }, null, 2)}\n`;
  });
  edit(join(dir, "README.md"), (text) => text.replace("# my-research", `# ${name}`));
  await newNotebook({ template: "research", name: "first look", root: dir });
  return dir;
}

/** In the package the folder is part of the scaffold; in a checkout it stands beside the library. */
function copyShared(folder: string, dir: string): void {
  if (existsSync(join(dir, folder))) return;
  cpSync(join(dirname(dirname(SCAFFOLD)), folder), join(dir, folder), { recursive: true });
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

function fileDependency(path: string): string {
  if (!existsSync(path)) fail(WHO, "--library must be a folder or a tarball that exists", { received: path });
  return `file:${resolve(path)}`;
}

/** The folder's name as npm allows it. */
function packageName(dir: string): string {
  const name = basename(dir)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "");
  return name || "research";
}
