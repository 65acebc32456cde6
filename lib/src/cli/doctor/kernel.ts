import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  findJupyterLab,
  INSTALL_JUPYTERLAB,
  jupyterDataDir,
  KERNEL_NAME,
  Kernel,
  type Message,
} from "../../notebook/index.js";
import { type Finding, ok, problem, warning } from "./finding.js";

/** Start a kernel in the project, import the library in it, and say how long that took. */
export async function checkKernel(root: string): Promise<Finding> {
  const started = performance.now();
  let kernel: Kernel;
  try {
    kernel = await Kernel.start({ cwd: root });
  } catch (error) {
    return problem("kernel", (error as Error).message, "run npm ci");
  }
  try {
    const ready = performance.now();
    const failure = await failureOf(kernel, 'import * as assay from "assay"; void assay.openLake;');
    const imported = performance.now();
    if (failure)
      return problem("kernel", `can not import assay: ${failure}`, "run npm ci, then npm run build");
    await failureOf(kernel, "1 + 1");
    const [start, load, cell] = [ready - started, imported - ready, performance.now() - imported].map(
      Math.round,
    );
    return ok("kernel", `starts in ${start} ms, imports assay in ${load} ms, a cell then takes ${cell} ms`);
  } finally {
    await kernel.shutdown();
  }
}

async function failureOf(kernel: Kernel, code: string): Promise<string | undefined> {
  const { reply } = await kernel.execute(code, (_: Message) => undefined);
  const { status, ename, evalue } = reply.content;
  return status === "ok" ? undefined : `${ename}: ${evalue}`;
}

/** Does what `assay lab --install` once wrote still lead to a kernel? */
export function checkKernelspec(dataDir = jupyterDataDir()): Finding {
  const path = join(dataDir, "kernels", KERNEL_NAME, "kernel.json");
  const fix = "npx assay lab --install";
  if (!existsSync(path)) {
    return ok("kernelspec", `not registered for this user; assay lab needs none, VS Code does: ${fix}`);
  }
  try {
    const { argv } = JSON.parse(readFileSync(path, "utf8")) as { argv: string[] };
    const gone = argv.filter((argument) => /^(\/|[A-Za-z]:)/.test(argument) && !existsSync(argument));
    return gone.length === 0
      ? ok("kernelspec", `registered in ${path}`)
      : problem("kernelspec", `${path} names what does not exist: ${gone.join(", ")}`, fix);
  } catch (error) {
    return problem("kernelspec", `${path} can not be read: ${(error as Error).message}`, fix);
  }
}

/** Is there a JupyterLab for `assay lab`? */
export async function checkJupyter(root: string): Promise<Finding> {
  const lab = await findJupyterLab(root);
  return lab
    ? ok("JupyterLab", `${lab.version}, ${lab.argv.join(" ")}`)
    : warning("JupyterLab", "not installed; headless runs do not need it", INSTALL_JUPYTERLAB);
}
