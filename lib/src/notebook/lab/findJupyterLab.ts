import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** An installed JupyterLab: what starts it, and its version. */
export interface JupyterLab {
  readonly argv: readonly [command: string, ...args: string[]];
  readonly version: string;
}

/** The one command that gives a project a JupyterLab of its own, where `findJupyterLab` finds it. */
export const INSTALL_JUPYTERLAB =
  process.platform === "win32"
    ? "py -m venv .venv && .venv\\Scripts\\pip install jupyterlab"
    : "python3 -m venv .venv && .venv/bin/pip install jupyterlab";

/**
 * The first JupyterLab that answers: of the activated virtual environment, of the project's `.venv`, on PATH, of
 * `python3 -m jupyterlab`. Undefined when there is none.
 */
export async function findJupyterLab(root: string, env = process.env): Promise<JupyterLab | undefined> {
  for (const argv of candidates(root, env)) {
    const version = await versionOf(argv, env);
    if (version) return { argv, version };
  }
  return undefined;
}

function candidates(root: string, env: NodeJS.ProcessEnv): JupyterLab["argv"][] {
  const [bin, command, python] =
    process.platform === "win32"
      ? ["Scripts", "jupyter-lab.exe", "python"]
      : ["bin", "jupyter-lab", "python3"];
  const environments = [env.VIRTUAL_ENV, join(root, ".venv")].filter((folder) => folder !== undefined);
  const folders = [...environments.map((folder) => join(folder, bin)), ...(env.PATH ?? "").split(delimiter)];
  const found = folders.map((folder) => join(folder, command)).filter((path) => existsSync(path));
  return [...found.map((path): JupyterLab["argv"] => [path]), [python, "-m", "jupyterlab"]];
}

function versionOf(
  [command, ...args]: JupyterLab["argv"],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, [...args, "--version"], { env, timeout: 60_000 }, (error, stdout) =>
      resolve(error ? undefined : /^\d[\w.]*/m.exec(stdout)?.[0]),
    );
  });
}
