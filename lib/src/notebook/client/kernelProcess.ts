import { type ChildProcess, spawn } from "node:child_process";
import { adopt, release, signalGroup } from "./orphans.js";

export interface KernelExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The last part of what the process wrote past the kernel: native libraries, a crash of the engine. */
const TAIL_CHARS = 20_000;

/** A kernel process that we own: a group of its own, its raw output kept, never an orphan. */
export class KernelProcess {
  readonly exited: Promise<KernelExit>;
  exit: KernelExit | undefined;
  private readonly child: ChildProcess;
  private tail = "";

  constructor(argv: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.child = spawn(argv[0], argv.slice(1), {
      ...options,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { pid } = this.child;
    if (pid !== undefined) adopt(pid);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.keep(text));
    }
    this.exited = new Promise((resolve) => {
      const done = (code: number | null, signal: NodeJS.Signals | null) => {
        this.exit ??= { code, signal };
        resolve(this.exit);
      };
      this.child.once("exit", done);
      this.child.once("error", (error) => {
        this.keep(String(error));
        done(null, null);
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** What the process wrote to its real stdout and stderr, at most the last 20,000 characters. */
  get rawOutput(): string {
    return this.tail;
  }

  /** Send a signal to the kernel alone (an interrupt) unless it has ended. */
  signal(signal: NodeJS.Signals): void {
    if (!this.exit) this.child.kill(signal);
  }

  /** End the whole group: wait up to `patience` ms, then SIGTERM, then SIGKILL. */
  async end(patience: number): Promise<KernelExit> {
    const { pid } = this;
    if (pid === undefined) return this.exited;
    const gone =
      (await this.within(patience)) || (signalGroup(pid, "SIGTERM") && (await this.within(patience)));
    signalGroup(pid, "SIGKILL");
    const exit = gone || (await this.exited);
    release(pid);
    return exit;
  }

  private async within(ms: number): Promise<KernelExit | false> {
    if (this.exit) return this.exit;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), ms);
    });
    return Promise.race([this.exited, late]).finally(() => clearTimeout(timer));
  }

  private keep(text: string): void {
    this.tail = (this.tail + text).slice(-TAIL_CHARS);
  }
}
