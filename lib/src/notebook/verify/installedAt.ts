import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fail } from "../../core/index.js";

/**
 * Make a checkout of the project at `root` able to run: its packages are the ones that are installed there, but those
 * that are the project's own folders (workspaces) are the checkout's, and are built by its script `prepare`.
 */
export function installedAt(checkout: string, root: string): void {
  const own = link(join(root, "node_modules"), join(checkout, "node_modules"), (path) => {
    const inside = relative(realpathSync(root), path);
    return inside.startsWith("..") || inside.split(sep).includes("node_modules")
      ? path
      : join(checkout, inside);
  });
  if (own && hasPrepare(checkout)) prepare(checkout);
}

/** Link each package of `from` in `to`; says whether one was the project's own. */
function link(from: string, to: string, target: (path: string) => string): boolean {
  if (!existsSync(from)) return false;
  mkdirSync(to, { recursive: true });
  let own = false;
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (name.startsWith("@")) own = link(path, join(to, name), target) || own;
    else {
      const real = realpathSync(path);
      const linked = target(real);
      own ||= linked !== real;
      symlinkSync(linked, join(to, name));
    }
  }
  return own;
}

function hasPrepare(project: string): boolean {
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { scripts?: object };
  return scripts !== undefined && "prepare" in scripts;
}

function prepare(project: string): void {
  try {
    const npm = join(dirname(process.execPath), "npm");
    execFileSync(existsSync(npm) ? npm : "npm", ["run", "--silent", "prepare"], {
      cwd: project,
      stdio: "pipe",
    });
  } catch (cause) {
    fail("notebook.verify", "the code of the run does not build", {
      cause,
      fix: `${(cause as { stderr?: Buffer }).stderr}`.slice(0, 400),
    });
  }
}
