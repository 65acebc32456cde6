import type * as tslab from "./tslab.js";

import Cell = require("./cell.cjs");
import cells = require("./cells.cjs");
import failures = require("./failures.cjs");
import patchHandler = require("./handler.cjs");

/** Wrap tslab's Jupyter server: ordered output, complete replies, and a kernel that ends when told to. */
function patchServer(jupyter: tslab.JupyterModule): void {
  const server = jupyter.ZmqServer.prototype;
  unlimited(server, ["iopub", "shell", "control"]);
  patchInit(server);
  patchClose(server);
  server.handleExecute = handleExecute;
  server.handleCommInfoRequest = function (socket, message) {
    reply(this, socket, message, { type: "comm_info_reply", content: { status: "ok", comms: {} } });
  };
  patchHandler(jupyter.JupyterHandlerImpl.prototype);
}

/**
 * With a send timeout of 0 zeromq sends at once and in order. Its default refuses the 513th message of a tick,
 * and the `idle` after it, which tslab does not notice.
 */
function unlimited(server: tslab.Server, names: readonly string[]): void {
  for (const name of names) {
    const key = Symbol(name);
    Object.defineProperty(server, name, {
      get(this: Record<symbol, unknown>) {
        return this[key];
      },
      set(this: Record<symbol, unknown>, socket: tslab.Socket) {
        socket.sendTimeout = 0;
        socket.sendHighWaterMark = 0;
        this[key] = socket;
      },
    });
  }
}

/** tslab has registered its own handlers for stray errors by now; ours know the cell. */
function patchInit(server: tslab.Server): void {
  const init = server.init;
  server.init = async function () {
    for (const event of ["uncaughtException", "unhandledRejection"]) {
      process.removeAllListeners(event);
      process.on(event, failures.late);
    }
    try {
      await init.call(this);
    } catch (error) {
      process.stderr.write(`assay kernel: cannot open its sockets: ${error}\n`);
      process.exit(1);
    }
  };
}

/** An interval or an open socket of a cell must not keep a kernel alive that was told to shut down. */
function patchClose(server: tslab.Server): void {
  const close = server.close;
  server.close = function () {
    setTimeout(() => process.exit(0), 50);
    close.call(this);
  };
}

interface Answer {
  type: string;
  content: object;
  metadata?: object;
}

function reply(
  server: tslab.Server,
  socket: tslab.Socket,
  message: tslab.Message,
  { type, content, metadata = {} }: Answer,
): void {
  const answer = message.createReply();
  answer.header.msg_type = type;
  answer.content = content;
  answer.metadata = metadata;
  answer.signAndSend(server.connInfo.key, socket);
}

/** Execute one cell and answer with the fields that the protocol asks for. */
async function handleExecute(
  this: tslab.Server,
  socket: tslab.Socket,
  message: tslab.Message,
): Promise<void> {
  const { code, stop_on_error = true, silent = false } = message.content;
  const publish = (type: string, content: object, metadata: object): void => {
    if (!silent) reply(this, this.iopub, message, { type, content, metadata });
  };
  const cell = new Cell(code, stop_on_error, publish, message.metadata?.assay?.outputLimit);
  cell.silent = silent;
  const handler = this.handler as tslab.Handler;
  goOnIfAsked(handler.execQueue);
  const done = await cells.run(cell, () =>
    handler.handleExecute(
      message.content,
      (name, text) => cell.write(name, text),
      (data, update) => cell.display(data, update),
    ),
  );
  cell.flush();
  reply(this, socket, message, { type: "execute_reply", content: replyContent(done, cell) });
}

/**
 * After a failure tslab refuses what is queued, and everything else for 200 ms. A request can ask that it should
 * not (`stop_on_error: false`): then its failure is kept from those behind it.
 */
function goOnIfAsked(queue: tslab.Queue): void {
  if (Object.hasOwn(queue, "reset")) return;
  const { reset, add } = queue;
  const goesOn = () => cells.current()?.stopOnError === false;
  queue.reset = (delayMs) => {
    if (!goesOn()) reset.call(queue, delayMs);
  };
  queue.add = (task) => {
    const done = add.call(queue, task);
    if (goesOn()) queue.prev = done.catch(unlessCancelled);
    return done;
  };
}

/** A task that was refused because of an earlier failure passes the refusal on. */
function unlessCancelled(reason: unknown): void {
  if ((reason as Error | null)?.name === "TaskCanceledError") throw reason;
}

function replyContent(done: { status: string; execution_count?: number }, cell: Cell): object {
  if (done.status === "ok") return { ...done, payload: [], user_expressions: {} };
  if (done.status === "abort") return { ...done, status: "aborted" };
  return { ...done, ...(cell.failure?.content ?? { ename: "Error", evalue: "", traceback: [] }) };
}

export = patchServer;
