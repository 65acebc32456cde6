import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkKeys } from "../../core/index.js";
import { type JupyterFolder, jupyterDataDir } from "./jupyterDataDir.js";
import { KERNEL_NAME, kernelspec } from "./kernelspec.js";

/** Register the kernel "Assay (TypeScript)" with Jupyter; an earlier registration is replaced. Returns its folder. */
export async function installKernelspec(where: JupyterFolder = {}): Promise<string> {
  checkKeys("notebook.installKernelspec", where, ["dataDir", "prefix"]);
  const folder = join(jupyterDataDir(where), "kernels", KERNEL_NAME);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "kernel.json"), `${JSON.stringify(kernelspec(), null, 2)}\n`);
  return folder;
}
