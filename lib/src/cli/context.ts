import type { Output } from "./output.js";

/** What a command needs beside its arguments. */
export interface Context {
  readonly output: Output;
  /** Set the exit code of the process. */
  exit(code: number): void;
}
