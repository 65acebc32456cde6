import type { CellEventStatus, ErrorContent } from "../cellEvent.js";

/** The parts of tslab 1.0.22 that the preload wraps. */
export interface Message {
  header: { msg_type: string };
  content: { code: string; stop_on_error?: boolean; silent?: boolean };
  metadata?: { assay?: { outputLimit?: number } };
  createReply(): Reply;
}

export interface Reply {
  header: { msg_type: string };
  content: object;
  metadata: object;
  signAndSend(key: string, socket: Socket): void;
}

export interface Socket {
  sendTimeout: number;
  sendHighWaterMark: number;
}

export interface Server {
  connInfo: { key: string };
  iopub: Socket;
  handler: object;
  init(): Promise<void>;
  close(): void;
  handleExecute(socket: Socket, message: Message): Promise<void>;
  handleCommInfoRequest(socket: Socket, message: Message): void;
}

export interface DisplayData {
  data: Readonly<Record<string, unknown>>;
  metadata: object;
  transient: { display_id?: string };
}

export type WriteStream = (name: "stdout" | "stderr", text: string) => void;
export type WriteDisplay = (content: DisplayData, update?: boolean) => void;
export type Write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => boolean;

export interface Queue {
  /** What the next task waits for. */
  prev: Promise<unknown>;
  add(task: () => Promise<unknown>): Promise<unknown>;
  reset(delayMs?: number): void;
}

export interface Handler {
  executor: Executor;
  execQueue: Queue;
  execCount: number;
  handleKernel(): Record<string, unknown>;
  handleInspect(request: unknown): { data: { "text/plain"?: string } };
  handleExecute(
    content: { code: string },
    writeStream: WriteStream,
    writeDisplay: WriteDisplay,
  ): Promise<{ status: string; execution_count?: number }>;
  handleExecuteImpl(...args: unknown[]): Promise<unknown>;
  createWriteToIopub(name: "stdout" | "stderr", writeStream: WriteStream): Write;
}

export interface JupyterModule {
  ZmqServer: { prototype: Server };
  JupyterHandlerImpl: { prototype: Handler };
}

export interface Executor {
  /** The variables of all cells. */
  locals: Record<string, unknown>;
  execute(code: string): Promise<boolean>;
  complete(code: string, position: number): unknown;
}

export interface Converter {
  convert(declarations: string, source: string): { lastExpressionVar?: string };
}

export interface Console {
  log(...args: unknown[]): void;
  error(...args: unknown[]): void;
}

export interface ExecutorModule {
  createExecutor(rootDir: string, converters: { node: Converter }, console: Console): Executor;
}

/** What a failed cell says: the status of its event and the Jupyter error content. */
export interface Failure {
  status: Exclude<CellEventStatus, "running" | "ok">;
  content: ErrorContent;
}
