import { setTimeout as sleep } from "node:timers/promises";
import { kernelArgv, kernelEnv } from "../launcher.js";
import { Channels } from "./channels.js";
import { type Connection, newConnection } from "./connection.js";
import { KernelDied, KernelStartError } from "./kernelErrors.js";
import { KernelProcess } from "./kernelProcess.js";
import type { Message } from "./message.js";
import { type PendingRequest, Requests } from "./requests.js";

export interface KernelOptions {
  /** Folder in which imports resolve. Default: the current one. */
  cwd?: string;
  /** Environment of the kernel. Default: that of this process. */
  env?: NodeJS.ProcessEnv;
  /** How long the kernel may take to answer, ms. Default 60 000. */
  startTimeoutMs?: number;
  /** Ends the kernel while it starts; {@link Kernel.start} then rejects. Default: nothing does. */
  signal?: AbortSignal;
}

export interface CellOptions {
  /** After a failure the kernel refuses what was sent behind it (`aborted`). Default true. */
  stopOnError?: boolean;
  /** Characters of text and displays after which the rest is cut. Default 67,108,864. */
  outputLimit?: number;
  /** Without output, without an execution count, unknown to the run. Default false. */
  silent?: boolean;
}

/** The end of an execution: the reply, and whether the kernel said that all output was sent. */
export interface Executed {
  readonly reply: Message;
  readonly idle: boolean;
}

/** A reply without the `idle` that should follow: wait this long for more output, ms. */
const QUIET_MS = 2000;
/** Each step of ending a kernel (asked, SIGTERM, SIGKILL) is given this long, ms. */
const PATIENCE_MS = 1000;

/** A running Assay kernel and the client that talks to it. */
export class Kernel {
  /** Answer of the kernel to `kernel_info_request`. */
  info: Message["content"] = {};
  readonly process: KernelProcess;
  private readonly channels: Channels;
  private readonly requests = new Requests();

  private constructor(
    private readonly connection: Connection,
    options: KernelOptions,
  ) {
    const { env = process.env } = options;
    this.process = new KernelProcess(kernelArgv(connection.file), {
      cwd: options.cwd ?? process.cwd(),
      env: { ...env, ...kernelEnv(env) },
    });
    this.channels = new Channels(connection, (channel, message) => this.requests.receive(channel, message));
  }

  /** Start a kernel and wait until it answers and its output can be heard. Rejects with {@link KernelStartError}. */
  static async start(options: KernelOptions = {}): Promise<Kernel> {
    const { startTimeoutMs = 60_000, signal } = options;
    const kernel = new Kernel(await newConnection(), options);
    const stop = () => kernel.process.signal("SIGKILL");
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      await kernel.ready(startTimeoutMs);
      return kernel;
    } catch (error) {
      await kernel.kill();
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /**
   * Execute code. `onOutput` gets every iopub message of this request, also those that come after the end
   * (from timers). Rejects with {@link KernelDied} when the process ends first.
   */
  async execute(
    code: string,
    onOutput: (message: Message) => void,
    { stopOnError = true, outputLimit, silent = false }: CellOptions = {},
  ): Promise<Executed> {
    const asked = { silent, store_history: !silent, user_expressions: {}, allow_stdin: false };
    const content = { code, ...asked, stop_on_error: stopOnError };
    const metadata = outputLimit === undefined ? {} : { assay: { outputLimit } };
    const request = this.request("execute_request", content, { onOutput, metadata });
    const reply = await this.unlessDead(request.replied);
    const idle = await this.unlessDead(
      Promise.race([request.done.then(() => true), sleep(QUIET_MS, false, { ref: false })]),
    );
    return { reply, idle };
  }

  /** Candidates at a cursor position: `matches`, `cursor_start`, `cursor_end`. */
  async complete(code: string, cursorPos = code.length): Promise<Message["content"]> {
    return this.ask("complete_request", { code, cursor_pos: cursorPos });
  }

  /** Type and documentation of the name at a cursor position: `found`, `data["text/plain"]`. */
  async inspect(code: string, cursorPos = code.length): Promise<Message["content"]> {
    return this.ask("inspect_request", { code, cursor_pos: cursorPos, detail_level: 0 });
  }

  /** Stop what runs. A synchronous loop after an `await` does not notice; only {@link kill} ends it. */
  interrupt(): void {
    this.process.signal("SIGINT");
  }

  /** Ask the kernel to end, then make it end. */
  async shutdown(): Promise<void> {
    if (!this.process.exit) this.channels.send("control", "shutdown_request", { restart: false });
    await this.process.end(PATIENCE_MS);
    await this.close();
  }

  /** End the kernel at once, with everything that its cells started. */
  async kill(): Promise<void> {
    this.process.signal("SIGKILL");
    await this.process.end(0);
    await this.close();
  }

  private async close(): Promise<void> {
    this.channels.close();
    await this.connection.remove();
  }

  private async ask(type: string, content: Message["content"]): Promise<Message["content"]> {
    return (await this.unlessDead(this.request(type, content).replied)).content;
  }

  private request(
    type: string,
    content: Message["content"],
    { onOutput, metadata }: { onOutput?: (message: Message) => void; metadata?: Message["metadata"] } = {},
  ): PendingRequest {
    return this.requests.add(this.channels.send("shell", type, content, { metadata }), onOutput);
  }

  /** Ready = an answer on shell and a message on iopub: a late subscriber would miss output. */
  private async ready(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const answer = this.request("kernel_info_request", {}).replied;
      const reply = await Promise.race([
        answer,
        this.process.exited.then(() => undefined),
        sleep(500, undefined, { ref: false }),
      ]);
      if (reply) this.info = reply.content;
      if (this.process.exit) throw new KernelStartError("ended while starting", this.process.rawOutput);
      if (reply && (this.requests.heard || (await sleep(50, false)) || this.requests.heard)) return;
      if (Date.now() > deadline) throw new KernelStartError("did not answer in time", this.process.rawOutput);
    }
  }

  /** The result, or {@link KernelDied} if the process ends first; output that is on its way is let in before. */
  private unlessDead<T>(result: Promise<T>): Promise<T> {
    const died = this.process.exited.then(async (exit): Promise<T> => {
      await sleep(150);
      throw new KernelDied(exit, this.process.rawOutput);
    });
    return Promise.race([result, died]);
  }
}
