import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { assay, inside } from "../harness/assay.mjs";

const CELLS = Array.from({ length: 10 }, (_, i) => `${i} + 1`);

const IMPORT = ['import * as library from "assay"; Number(library !== undefined)'];

/** A variable of the same cell, then one of an earlier cell. */
const LOOPS = [
  "let sum = 0; for (let i = 0; i < 2e6; i++) sum += i; sum",
  "for (let i = 0; i < 2e6; i++) sum += i; sum",
];

/** A kernel that loses a message would be waited for without end. */
const CELL_TIMEOUT_MS = 20_000;

/** Start a kernel, run cells one after the other, end it; what the cells printed. */
async function prepareKernel(argvOf, cells = CELLS) {
  const run = async () => {
    const session = await open(argvOf);
    try {
      return await session.run(cells);
    } finally {
      await session.close();
    }
  };
  return { run, numbers };
}

/** Cells in a kernel that runs, after those of `before`. */
async function prepareCells(argvOf, cells, before = []) {
  const { run, close } = await open(argvOf);
  await run(before);
  return { run: () => run(cells), numbers, close };
}

const numbers = (texts) => Float64Array.from(texts, Number);

/** The smallest client that works for tslab with and without our preload. */
async function open(argvOf) {
  const { newConnection } = await inside("notebook/client/connection.js");
  const { KernelProcess } = await inside("notebook/client/kernelProcess.js");
  const { Channels } = await inside("notebook/client/channels.js");
  const connection = await newConnection();
  const child = new KernelProcess(argvOf(connection.file), { cwd: process.cwd(), env: process.env });
  const waiting = new Map();
  let heard = false;
  const channels = new Channels(connection, (channel, message) => {
    if (channel === "iopub") heard = true;
    waiting.get(message.parent_header.msg_id)?.(channel, message);
  });
  while (!((await request(channels, waiting, "kernel_info_request", {}, 250)).replied && heard));
  return {
    async run(cells) {
      const texts = [];
      for (const code of cells) texts.push((await execute(channels, waiting, code)).trim());
      return texts;
    },
    async close() {
      channels.send("control", "shutdown_request", { restart: false });
      await child.end(2000);
      channels.close();
      await connection.remove();
    },
  };
}

function execute(channels, waiting, code) {
  const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
  const late = new Promise((_, reject) => {
    setTimeout(reject, CELL_TIMEOUT_MS, new Error(`no end of cell ${code} in ${CELL_TIMEOUT_MS} ms`)).unref();
  });
  return Promise.race([request(channels, waiting, "execute_request", content), late]).then(
    ({ text }) => text,
  );
}

/** Done with the reply and the idle after it, or when `patience` ms are over. */
function request(channels, waiting, type, content, patience) {
  return new Promise((resolve) => {
    const state = { replied: false, idle: false, text: "" };
    const id = channels.send("shell", type, content);
    waiting.set(id, (channel, message) => {
      const { msg_type: kind } = message.header;
      if (channel === "shell") state.replied = true;
      if (kind === "stream") state.text += message.content.text;
      if (kind === "execute_result") state.text += message.content.data["text/plain"];
      if (kind === "status" && message.content.execution_state === "idle") state.idle = true;
      if (state.replied && (state.idle || patience)) resolve(state);
    });
    if (patience) setTimeout(resolve, patience, state);
  });
}

/** The command of a kernel with our preload. */
async function ours() {
  return (await assay("notebook/index.js")).kernelArgv;
}

/** The command of tslab as it is. */
function plain() {
  const require = createRequire(import.meta.url);
  const command = join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
  return (file) => [process.execPath, command, "kernel", "--config-path", file];
}

export const kernel = [
  {
    group: "kernel",
    name: "start, ten cells, end",
    size: "10 cells",
    prepare: async () => prepareKernel(await ours()),
    peers: [
      {
        name: "plain tslab",
        prepare: () => prepareKernel(plain()),
        note: "the same client, without our preload",
      },
      {
        name: "nbclient + ipykernel",
        task: "kernel.ipykernel",
        args: { cells: CELLS },
        note: "Python cells",
      },
    ],
  },
  {
    group: "kernel",
    name: "start, import the whole library, end",
    size: "1 cell",
    prepare: async () => prepareKernel(await ours(), IMPORT),
    peers: [{ name: "plain tslab", prepare: () => prepareKernel(plain(), IMPORT) }],
  },
  {
    group: "kernel",
    name: "cells beside the whole library",
    size: "10 cells",
    prepare: async () => prepareCells(await ours(), CELLS, IMPORT),
    peers: [{ name: "plain tslab", prepare: () => prepareCells(plain(), CELLS, IMPORT) }],
  },
  {
    group: "kernel",
    name: "loop over variables of the top level",
    size: "4 million additions",
    prepare: async () => prepareCells(await ours(), LOOPS),
    peers: [{ name: "plain tslab", prepare: () => prepareCells(plain(), LOOPS) }],
  },
];
