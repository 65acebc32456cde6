import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import { Command } from "commander";
import { fail } from "../../core/index.js";
import { initProject } from "../../notebook/index.js";
import type { Context } from "../context.js";

interface Options {
  library?: string;
  install: boolean;
}

/** `assay init FOLDER`: a repository of one's own that depends on the library. */
export function initCommand({ output }: Context): Command {
  return new Command("init")
    .description("make a repository for your own research: templates, settings, a first notebook, a test")
    .argument("<folder>", "a new or empty folder")
    .option("--library <path>", "take the library from a folder or a packed tarball instead of the registry")
    .option("--no-install", "do not run npm install")
    .action(async (folder: string, { library, install }: Options) => {
      const dir = await initProject({ dir: folder, library });
      const git = run("git", ["init", "--quiet"], dir);
      if (!git) output.message("git is not installed: the project is not under version control");
      if (install && !run("npm", ["install"], dir)) {
        const fix = library
          ? `run it again in ${dir}`
          : `run it again in ${dir}; where no registry has assay, begin with --library FOLDER, the lib of a clone`;
        fail("assay init", "the project is made, but npm install failed", { fix });
      }
      const place = relative(process.cwd(), dir) || ".";
      const first = install ? "npm run demo" : "npm install && npm run demo";
      output.result(`made ${place}\nnext: cd ${place} && ${first}`, { folder: dir, git, installed: install });
    });
}

/** What the program says goes to stderr: stdout is the command's own. */
function run(program: string, args: string[], cwd: string): boolean {
  const shell = process.platform === "win32";
  return spawnSync(program, args, { cwd, stdio: ["ignore", 2, 2], shell }).status === 0;
}
