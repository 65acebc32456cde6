import { spawnSync } from "node:child_process";
import { listRuns } from "../../tracking/index.js";
import { type Finding, ok, warning } from "./finding.js";

/** Are there runs that nobody finished, or that can not be read? */
export function checkRuns(root: string): Finding {
  const { runs, unreadable } = listRuns(root);
  const died = runs.filter(({ status }) => status === "died");
  if (unreadable.length > 0) {
    const names = unreadable.map(({ runId }) => runId).join(", ");
    return warning(
      "runs",
      `${unreadable.length} can not be read: ${names}`,
      "npx assay runs list; delete their folders",
    );
  }
  return died.length > 0
    ? warning(
        "runs",
        `${died.length} of ${runs.length} died before they ended`,
        "npx assay runs list --status died",
      )
    : ok("runs", `${runs.length} recorded`);
}

/** Can a run say which code made it? */
export function checkGit(root: string): Finding {
  const git = (...args: string[]) => spawnSync("git", ["-C", root, ...args], { encoding: "utf8" });
  if (git("--version").status !== 0) {
    return warning("git", "not installed: runs do not record the version of the code", "install git");
  }
  if (git("rev-parse", "--git-dir").status !== 0) {
    return warning(
      "git",
      "the project is not a repository: runs do not record the version of the code",
      "git init",
    );
  }
  const head = git("rev-parse", "--short", "HEAD");
  return head.status === 0
    ? ok("git", `at commit ${head.stdout.trim()}`)
    : warning("git", "nothing is committed yet", "git add -A && git commit");
}
