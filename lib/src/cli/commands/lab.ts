import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { exitCodeOf, installKernelspec, KERNEL_DISPLAY_NAME, runLab } from "../../notebook/index.js";
import type { Context } from "../context.js";

interface Options {
  install?: boolean;
  prefix?: string;
  browser: boolean;
}

/** `assay lab`: JupyterLab with the kernel; with `--install`, register the kernel with every Jupyter of this user. */
export function labCommand(context: Context): Command {
  return new Command("lab")
    .description(`start JupyterLab in the project, with the kernel "${KERNEL_DISPLAY_NAME}"`)
    .argument("[arguments...]", "a notebook to open; after -- further arguments of jupyter lab")
    .option("--no-browser", "do not open a browser")
    .option("--install", "start nothing: register the kernel with Jupyter for this user")
    .option("--prefix <folder>", "with --install: under <folder>/share/jupyter, e.g. of a Python environment")
    .action((args: string[], options: Options) =>
      options.install || options.prefix ? install(context, options) : start(context, args, options),
    );
}

async function install({ output }: Context, { prefix }: Options): Promise<void> {
  const folder = await installKernelspec(prefix ? { prefix } : {});
  output.result(
    `registered "${KERNEL_DISPLAY_NAME}" in ${folder}\nopen the project in JupyterLab or VS Code and choose it`,
    { name: KERNEL_DISPLAY_NAME, folder },
  );
}

async function start({ exit }: Context, args: readonly string[], { browser }: Options): Promise<void> {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  try {
    const code = await runLab({ root: projectRoot(), browser, args, signal: stopped.signal });
    exit(exitCodeOf({ status: code === 0 ? "completed" : "failed" }));
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop).off("SIGHUP", stop);
  }
}
