import { RUN_DIRECTORY } from "../../tracking/index.js";
import { Kernel, type KernelOptions } from "../client/kernel.js";

export interface KernelPoolOptions {
  /** Folder in which imports resolve. */
  cwd: string;
  /** How many kernels will be taken in all: no more are started. */
  runs: number;
  /** Ends the kernel that nobody has taken yet. */
  signal?: AbortSignal;
}

/**
 * Kernels that are started ahead, each for one run: while a run executes, the kernel of the next one starts and loads
 * the library. No kernel is used twice.
 */
export class KernelPool {
  private spare: Promise<Kernel | undefined> | undefined;
  private left: number;
  private readonly closing = new AbortController();

  constructor(private readonly options: KernelPoolOptions) {
    this.left = options.runs;
    options.signal?.addEventListener("abort", () => this.closing.abort(), { once: true });
  }

  /** A kernel with the environment that is asked for: the spare one, or a new one when that is not there. */
  readonly take = async (options: KernelOptions): Promise<Kernel> => {
    const spare = this.spare;
    this.spare = undefined;
    this.left--;
    const warm = await spare;
    const kernel = (warm && (await handedOver(warm, options))) ?? (await Kernel.start(options));
    this.startSpare();
    return kernel;
  };

  /** End the kernel that nobody took, also when it is still starting. */
  async close(): Promise<void> {
    this.closing.abort();
    await (await this.spare)?.kill();
  }

  private startSpare(): void {
    const { signal } = this.closing;
    if (signal.aborted || this.spare || this.left < 1) return;
    this.spare = warmKernel(this.options.cwd, signal).catch(() => undefined);
  }
}

/** A kernel that has loaded and type-checked the library, if the project has it, and works for no run yet. */
async function warmKernel(cwd: string, signal: AbortSignal): Promise<Kernel> {
  const { [RUN_DIRECTORY]: _, ...env } = process.env;
  const kernel = await Kernel.start({ cwd, env, signal });
  const stop = () => void kernel.kill();
  signal.addEventListener("abort", stop);
  await kernel.execute(`import "assay";`, () => undefined, { silent: true, stopOnError: false });
  signal.removeEventListener("abort", stop);
  return kernel;
}

/**
 * The kernel, working for the run that `env` names from now on, as if it had been started with it; undefined if it has
 * died while it waited.
 */
async function handedOver(kernel: Kernel, { env = process.env }: KernelOptions): Promise<Kernel | undefined> {
  const different = Object.entries(env).filter(([name, value]) => process.env[name] !== value);
  const code = [
    `Object.assign(process.env, ${JSON.stringify(Object.fromEntries(different))});`,
    `try { require("assay/tracking").attachFromEnvironment(); } catch {}`,
  ].join("\n");
  const done = kernel.execute(code, () => undefined, { silent: true, stopOnError: false });
  if (await done.catch(() => undefined)) return kernel;
  await kernel.kill();
  return undefined;
}
