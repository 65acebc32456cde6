import { mkdirSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { fail } from "../core/index.js";
import { git } from "./git.js";
import type { RunView } from "./runView.js";

/**
 * Write the code that a run had, its commit with its patch, into the empty folder `target`. The repository of the project
 * at `root` is only read.
 *
 * @returns the project's folder in `target`
 */
export function checkoutCode(root: string, run: RunView, target: string): string {
  const { commit, patch } = run.record.code;
  if (!commit)
    fail("tracking.checkoutCode", `run ${run.runId} has no commit`, {
      fix: "verify it with the code as it is",
    });
  const top = asked(root, ["rev-parse", "--show-toplevel"]).toString("utf8").trim();
  const tree = join(target, "code");
  const env = { GIT_INDEX_FILE: join(target, "index") };
  asked(top, ["read-tree", commit], env);
  mkdirSync(tree);
  asked(top, ["checkout-index", "--all", `--prefix=${tree}/`], env);
  if (patch) {
    asked(tree, ["apply", "--whitespace=nowarn", join(run.directory, patch.file)], {
      GIT_CEILING_DIRECTORIES: target,
    });
  }
  return join(tree, relative(realpathSync(top), realpathSync(root)));
}

function asked(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Buffer {
  const { ok, out, complaint } = git(cwd, args, { env });
  return ok ? out : fail("tracking.checkoutCode", `git ${args[0]}: ${complaint}`);
}
