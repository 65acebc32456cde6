import { kernelArgv, kernelEnv } from "../launcher.js";

export const KERNEL_NAME = "assay-typescript";
export const KERNEL_DISPLAY_NAME = "Assay (TypeScript)";

/** Content of a kernelspec's `kernel.json`. */
export interface Kernelspec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "signal";
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The kernelspec of this installation: absolute paths, so it starts from any folder and needs no Python. */
export function kernelspec(): Kernelspec {
  return {
    argv: kernelArgv("{connection_file}"),
    display_name: KERNEL_DISPLAY_NAME,
    language: "typescript",
    interrupt_mode: "signal",
    env: kernelEnv(),
    metadata: { debugger: false },
  };
}
