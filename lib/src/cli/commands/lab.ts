import { Command } from "commander";
import { fail } from "../../core/index.js";
import { installKernelspec, KERNEL_DISPLAY_NAME } from "../../notebook/index.js";
import type { Context } from "../context.js";

interface Options {
  install?: boolean;
  prefix?: string;
}

/** `assay lab --install`: register the kernel with Jupyter. */
export function labCommand({ output }: Context): Command {
  return new Command("lab")
    .description(`register the kernel "${KERNEL_DISPLAY_NAME}" with Jupyter`)
    .option("--install", "register the kernel for this user")
    .option(
      "--prefix <folder>",
      "register it under <folder>/share/jupyter instead, e.g. of a Python environment",
    )
    .action(async (options: Options) => {
      if (!options.install) {
        fail("assay lab", "does one thing so far: register the kernel", { fix: "assay lab --install" });
      }
      const folder = await installKernelspec(options.prefix ? { prefix: options.prefix } : {});
      output.result(
        `registered "${KERNEL_DISPLAY_NAME}" in ${folder}\nopen JupyterLab (jupyter lab) in the project and choose it`,
        { name: KERNEL_DISPLAY_NAME, folder },
      );
    });
}
