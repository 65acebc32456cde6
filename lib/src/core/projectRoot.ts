import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The project that `from` (default: the working directory) belongs to: `ASSAY_ROOT` when it is set, else the
 * nearest folder upwards whose package.json has `workspaces` or depends on `assay`, else the nearest folder
 * with a package.json, else `from` itself.
 */
export function projectRoot(from = process.cwd()): string {
  if (process.env.ASSAY_ROOT) return resolve(process.env.ASSAY_ROOT);
  let fallback: string | undefined;
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) {
      if (isProject(manifest)) return folder;
      fallback ??= folder;
    }
    if (dirname(folder) === folder) return fallback ?? resolve(from);
  }
}

function isProject(manifest: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    if (typeof content !== "object" || content === null) return false;
    const { workspaces, dependencies, devDependencies } = content as Record<string, object | undefined>;
    return workspaces !== undefined || "assay" in { ...dependencies, ...devDependencies };
  } catch {
    return false;
  }
}
