import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { checkKeys, fail } from "../../core/index.js";
import { installKernelspec } from "../install/installKernelspec.js";
import { KERNEL_NAME } from "../install/kernelspec.js";
import { findJupyterLab, INSTALL_JUPYTERLAB } from "./findJupyterLab.js";

export interface LabOptions {
  /** Folder that JupyterLab shows, usually the project's. */
  root: string;
  /** Open a browser. Default true. */
  browser?: boolean;
  /** Further arguments of `jupyter lab`. Default: none. */
  args?: readonly string[];
  /** Aborting it ends the server and its kernels. */
  signal?: AbortSignal;
}

/**
 * Run JupyterLab until it ends, with the Assay kernel registered for this server only. Returns its exit code, 0 after
 * an abort; throws when no JupyterLab is installed.
 */
export async function runLab(options: LabOptions): Promise<number> {
  checkKeys("notebook.runLab", options, ["root", "browser", "args", "signal"]);
  const { root } = options;
  const lab = await findJupyterLab(root);
  if (!lab)
    fail("assay lab", "JupyterLab is not installed", { fix: `install it with: ${INSTALL_JUPYTERLAB}` });
  const dataDir = await mkdtemp(join(tmpdir(), "assay-lab-"));
  try {
    await installKernelspec({ dataDir });
    const [command, ...args] = lab.argv;
    return await ended(command, [...args, ...labArguments(options)], {
      env: { ...process.env, JUPYTER_PATH: joined(dataDir, process.env.JUPYTER_PATH) },
      signal: options.signal,
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const joined = (first: string, others: string | undefined) =>
  others ? `${first}${delimiter}${others}` : first;

/** Ours, then the caller's; where Jupyter takes an option once, the caller's. */
function labArguments({ root, browser = true, args = [] }: LabOptions): string[] {
  const given = args.join(" ");
  const ours = ["-y"];
  if (!browser) ours.push("--no-browser");
  if (!/root_dir|notebook-dir/.test(given)) ours.push(`--ServerApp.root_dir=${root}`);
  if (!/default_kernel_name/.test(given)) {
    ours.push(`--MultiKernelManager.default_kernel_name=${KERNEL_NAME}`);
  }
  return [...ours, ...args];
}

interface Started {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
}

/** On an abort the server is asked to end (it then ends its kernels), however the abort came to be. */
function ended(command: string, args: string[], { env, signal }: Started): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = spawn(command, args, { env, stdio: "inherit" });
    const stop = () => server.kill("SIGTERM");
    signal?.addEventListener("abort", stop, { once: true });
    server.once("error", reject);
    server.once("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      resolve(signal?.aborted ? 0 : (code ?? 1));
    });
    if (signal?.aborted) stop();
  });
}
