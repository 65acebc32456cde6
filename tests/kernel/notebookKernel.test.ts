import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodeOf, Kernel, KernelStartError, type Message } from "../../lib/dist/notebook/index.js";
import { TestProject } from "../support/notebooks.js";

let project: TestProject;
let kernel: Kernel;
beforeAll(async () => {
  project = new TestProject();
  project.file("above.ts", "export const above = 1;");
  project.file("cells/beside.ts", "export const beside = 4;");
  const esm = { version: "1.0.0", type: "module" };
  project.package("awaits", { ...esm, main: "index.js", types: "index.d.ts" }, "await Promise.resolve(5)");
  project.package("importonly", { ...esm, exports: { import: "./index.js", types: "./index.d.ts" } }, "6");
  kernel = await Kernel.start({ cwd: join(project.root, "cells") });
});
afterAll(async () => {
  await kernel.shutdown();
  project.remove();
});

interface Ran {
  reply: Message["content"];
  idle: boolean;
  messages: Message[];
}

/** Execute, then wait for late messages. A failure does not make the kernel refuse the next cell. */
async function run(code: string, patience = 0, limits: { outputLimit?: number } = {}): Promise<Ran> {
  const messages: Message[] = [];
  const options = { stopOnError: false, ...limits };
  const { reply, idle } = await kernel.execute(code, (message) => messages.push(message), options);
  await sleep(patience);
  return { reply: reply.content, idle, messages };
}

function ofType(ran: Ran, type: string): Message["content"][] {
  return ran.messages.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
}

function stdout(ran: Ran): string {
  const texts = ofType(ran, "stream").filter(({ name }) => name === "stdout");
  return texts.map(({ text }) => String(text)).join("");
}

describe("output", () => {
  it("delivers 20,000 lines of one synchronous cell, and the idle after them", async () => {
    const ran = await run("for (let i = 0; i < 20000; i++) console.log('line ' + i)");
    const lines = stdout(ran).split("\n");
    expect(lines).toHaveLength(20_001);
    expect(lines[19_999]).toBe("line 19999");
    expect(ran.idle).toBe(true);
    expect(ofType(ran, "stream").length).toBeLessThan(1000);
  });

  it("delivers thousands of displays of one synchronous cell", async () => {
    const ran = await run(
      `import * as tslab from "tslab"; for (let i = 0; i < 3000; i++) tslab.display.text(String(i));`,
    );
    expect(ofType(ran, "display_data")).toHaveLength(3000);
    expect(ran.idle).toBe(true);
  });

  it("cuts text and displays of a cell at its limit, and says so; an update replaces and does not count", async () => {
    const source = `import * as tslab from "tslab"; const shown = tslab.newDisplay();
      for (let i = 0; i < 40; i++) shown.text("12345"); for (let i = 0; i < 10; i++) tslab.display.text("12345");`;
    const ran = await run(source, 0, { outputLimit: 22 });
    expect(ofType(ran, "update_display_data")).toHaveLength(39);
    expect(ofType(ran, "display_data")).toHaveLength(4);
    expect(ofType(ran, "stream")).toEqual([
      { name: "stderr", text: "\n[the output of this cell is cut after 22 characters]\n" },
    ]);
  });

  it("keeps the order of stdout, stderr and displays", async () => {
    const ran = await run(
      `import * as t from "tslab"; console.log("a"); console.error("b"); t.display.text("c"); console.log("d");`,
    );
    const order = ran.messages.flatMap(
      ({ content }) => content.text ?? (content.data as Record<string, string>)?.["text/plain"] ?? [],
    );
    expect(order).toEqual(["a\n", "b\n", "c", "d\n"]);
  });

  it("gives the output of a timer to the cell that set it", async () => {
    const first = await run("void setTimeout(() => console.log('from the first'), 50)");
    const second = await run("await new Promise((r) => setTimeout(r, 150)); console.log('from the second')");
    expect(stdout(second)).toBe("from the second\n");
    expect(stdout(first)).toBe("from the first\n");
  });
});

describe("last expression", () => {
  it("shows a plain value as text", async () => {
    expect(stdout(await run("({ a: 1 })"))).toBe("{ a: 1 }\n");
  });

  const rich = `({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>x</b>", "text/plain": "x" }) })`;

  it("shows a value with a display method as one output with every form, and no empty line", async () => {
    const ran = await run(rich);
    expect(ofType(ran, "display_data")).toEqual([
      { data: { "text/html": "<b>x</b>", "text/plain": "x" }, metadata: {}, transient: {} },
    ]);
    expect(ofType(ran, "stream")).toEqual([]);
  });

  it("leaves an explicit console.log of such a value as text", async () => {
    expect(ofType(await run(`console.log(${rich})`), "display_data")).toEqual([]);
  });

  it("awaits an asynchronous display method within the cell", async () => {
    const ran = await run(`({ [Symbol.for("Jupyter.display")]: async () => ({ "text/plain": "later" }) })`);
    expect(ofType(ran, "display_data")).toHaveLength(1);
  });

  it("fails the cell when a display method throws", async () => {
    const ran = await run(`({ [Symbol.for("Jupyter.display")]: () => { throw new Error("cannot draw") } })`);
    expect(ran.reply).toMatchObject({ status: "error", evalue: "cannot draw" });
  });
});

describe("await at the top level of a cell", () => {
  it.each([
    ["a parenthesis", "const a = await (await (async () => ({ json: async () => 42 }))()).json(); a", "42\n"],
    ["a function expression", "await (async () => 5)()", "5\n"],
    ["a list", "const b: number = (await [1, 2])[1]; b", "2\n"],
    ["an object", "const { c } = await { c: 3 }; c", "3\n"],
    ["for await", "for await (const d of (async function* () { yield 6; })()) console.log(d)", "6\n"],
  ])("is understood before %s", async (_, source, expected) => {
    expect(stdout(await run(source))).toBe(expected);
  });
});

describe("what plain tslab trips over", () => {
  it.each([
    [
      "export before declarations",
      "export const one = 1; export function two() { return one + 1 } two()",
      "2\n",
    ],
    ["export of names", "const named = 3; export { named }; named", "3\n"],
    ["import.meta", "import.meta.url.endsWith('/cells/cell.ts')", "true\n"],
    ["a file beside", 'import { beside } from "./beside"; beside', "4\n"],
    ["import() of a package with top-level await", 'const { value } = await import("awaits"); value', "5\n"],
    [
      "import() of a package for import only",
      'const id: string = "importonly"; (await import(id)).value',
      "6\n",
    ],
  ])("works: %s", async (_, source, expected) => {
    expect(stdout(await run(source))).toBe(expected);
  });

  it.each([
    [
      "a file above the working directory",
      'import { above } from "../above"; above',
      /Import them from there/,
    ],
    ["an import that ends in .ts", 'import { beside } from "./beside.ts"; beside', /leave the ending out/],
    [
      "an import of a package with top-level await",
      'import { value } from "awaits"; value',
      /await import\(/,
    ],
    [
      "an import of a package for import() only",
      'import { value } from "importonly"; value',
      /await import\(/,
    ],
    [
      "a package without types to find",
      'import { value } from "nosuch"; value',
      /const m = await import\(name\)/,
    ],
    ["a type without a name", 'const fs = await import("fs")', /const m: typeof import\(/],
    ["export from a module", 'export * from "fs"', /import what later cells use/],
  ])("says what to do: %s", async (_, source, remedy) => {
    const [error] = ofType(await run(source), "error");
    expect((error.traceback as string[]).join("\n")).toMatch(remedy);
  });

  it("finds a file and the change of a file that were made while it runs", async () => {
    const source = 'import { made } from "./made"; made';
    expect((await run(source)).reply.status).toBe("error");
    for (const value of [40, 50]) {
      project.file("cells/made.ts", `export const made = ${value};`);
      await expect.poll(async () => stdout(await run(source)), { timeout: 20_000 }).toBe(`${value}\n`);
    }
  });

  it("keeps variables where loops over them are fast, and imported names can be assigned again", async () => {
    await run('import { sep } from "path"; let sum = 0; for (let i = 0; i < 10; i++) sum += i;');
    await run("for (let i = 0; i < 10; i++) sum++; [sum] = [sum + 1]; let sep = sum + 1;");
    const isProxy = "require('node:util').types.isProxy((globalThis as any).__tslab__.exports)";
    expect(stdout(await run(`console.log(sum, sep, ${isProxy})`))).toBe("56 57 false\n");
  });
});

describe("errors", () => {
  const cases = [
    ["a throw", "throw new RangeError('bad range')", "RangeError", "bad range"],
    ["a throw of text", "throw 'plain text'", "Thrown", "plain text"],
    ["a type error", "const s: string = 1", "TypeScriptError", /1:7 - Type 'number' is not assignable/],
    ["a syntax error", "const = 3", "TypeScriptError", /1:7 - Variable declaration expected/],
    ["an awaited rejection", "await Promise.reject(new Error('awaited'))", "Error", "awaited"],
    ["a rejection that nobody awaits", "Promise.reject(new Error('stray')); 1", "Error", "stray"],
  ] as const;

  it.each(cases)("reports %s as an error message and in the reply", async (_, source, ename, evalue) => {
    const ran = await run(source);
    const [error] = ofType(ran, "error");
    expect(error.ename).toBe(ename);
    expect(error.evalue).toMatch(evalue);
    expect(ran.reply).toMatchObject({ status: "error", ename, evalue: error.evalue });
    expect(ofType(ran, "stream").filter(({ name }) => name === "stderr")).toEqual([]);
  });

  it("points at the place of a type error", async () => {
    const [error] = ofType(await run("const a = 1;\nconst b: string = a;"), "error");
    expect((error.traceback as string[]).join("\n")).toContain("2 | const b: string = a;\n          ^");
  });

  it("names cells and their lines in a traceback, past types and blank lines", async () => {
    await run(
      `interface Box { n: number }\n\nfunction open(box: Box): number {\n\n  throw new Error("stuck");\n}`,
    );
    const [error] = ofType(await run("\n// a comment\nconst opened: number = open({ n: 1 });"), "error");
    const cells = (error.traceback as string[]).join("\n").replace(/cell \d+/g, "cell N");
    expect(cells).toBe(
      `Error: stuck\n    at open (cell N, line 5)\n    at cell N, line 3\n\ncell N, line 5:\n    throw new Error("stuck");`,
    );
  });

  it("reports a throw in a timer as an error of its cell, after the cell has ended", async () => {
    const ran = await run("void setTimeout(() => { throw new Error('in a timer') }, 50)", 200);
    expect(ran.reply.status).toBe("ok");
    expect(ofType(ran, "error")).toMatchObject([{ evalue: "in a timer" }]);
  });

  it("refuses cells that were queued behind a failing one, as the protocol names it", async () => {
    const failing = kernel.execute("throw new Error('first')", () => undefined);
    const queued = await kernel.execute("'never'", () => undefined);
    expect((await failing).reply.content.status).toBe("error");
    expect(queued.reply.content.status).toBe("aborted");
    await sleep(250);
  });
});

describe("hooks for tracking", () => {
  const hooks = `(globalThis as any)[Symbol.for("assay.kernel")]`;

  it("lists executed cells with code, times, status and error", async () => {
    await run("throw new TypeError('seen')");
    await run("1 + 1");
    const ran = await run(`console.log(JSON.stringify(${hooks}.cells().slice(-3)))`);
    const [failed, ok, running] = JSON.parse(stdout(ran));
    expect(failed).toMatchObject({
      status: "error",
      errorText: "TypeError: seen",
      code: "throw new TypeError('seen')",
    });
    expect(ok).toMatchObject({ status: "ok", code: "1 + 1" });
    expect(ok.executionCount).toBe(failed.executionCount + 1);
    expect(Date.parse(ok.endedAt)).toBeGreaterThanOrEqual(Date.parse(ok.startedAt));
    expect(running).toMatchObject({ status: "running" });
    expect(running.endedAt).toBeUndefined();
  });

  it("tells a listener of each cell that ends, and again of a late error", async () => {
    await run(`const seen: string[] = []; const stop = ${hooks}.onCell((e: any) => seen.push(e.status));`);
    await run("void setTimeout(() => { throw new Error('x') }, 30)", 100);
    expect(stdout(await run("console.log(seen.join()); stop()"))).toBe("ok,ok,late-error\n");
  });

  it("replaces a display with the same id in place", async () => {
    const ran = await run(
      `${hooks}.display({ "text/plain": "1" }, "p"); ${hooks}.display({ "text/plain": "2" }, "p");`,
    );
    expect(ofType(ran, "display_data")).toMatchObject([{ transient: { display_id: "p" } }]);
    expect(ofType(ran, "update_display_data")).toMatchObject([{ data: { "text/plain": "2" } }]);
  });
});

describe("requests", () => {
  it("completes names", async () => {
    const { matches } = await kernel.complete("Math.ma");
    expect(matches).toContain("max");
  });

  it("inspects a name with its type and documentation", async () => {
    const reply = await kernel.inspect("Math.max", 7);
    expect(reply.found).toBe(true);
    expect((reply.data as Record<string, string>)["text/plain"]).toMatch(
      /max\(\.\.\.values: number\[\]\): number[\s\S]*larger/,
    );
  });

  it("answers kernel_info with the fields that the protocol asks for", () => {
    expect(kernel.info).toMatchObject({
      status: "ok",
      language_info: { name: "typescript", file_extension: ".ts", version: "5.0.4" },
    });
  });
});

describe("process", () => {
  it("stops a synchronous loop and an endless wait on interrupt, and goes on", async () => {
    for (const endless of ["while (true) {}", "await new Promise(() => {})"]) {
      const interrupt = ({ header }: Message) => {
        if (header.msg_type === "stream") setTimeout(() => kernel.interrupt(), 100);
      };
      const cell = `console.log("runs"); ${endless}`;
      const { reply } = await kernel.execute(cell, interrupt, { stopOnError: false });
      expect(reply.content.status).toBe("error");
    }
    expect(stdout(await run("40 + 2"))).toBe("42\n");
  });

  it("ends on shutdown even with a live interval, and takes its files away", async () => {
    const other = await Kernel.start();
    await other.execute("setInterval(() => undefined, 10); 1", () => undefined);
    await other.shutdown();
    expect(other.process.exit).toEqual({ code: 0, signal: null });
  });

  it("is refused with what it said when it cannot start", async () => {
    await expect(Kernel.start({ cwd: "/no/such/folder" })).rejects.toBeInstanceOf(KernelStartError);
    const env = { ...process.env, NODE_OPTIONS: "--require=/no/such/file.cjs" };
    const failed = Kernel.start({ env }).catch((error) => error);
    expect(String(await failed)).toMatch(
      /the kernel ended while starting; it wrote:[\s\S]*Cannot find module/,
    );
    expect(exitCodeOf(await failed)).toBe(5);
  });

  it("leaves workers and child processes of a cell alone", async () => {
    const worker = `const { Worker } = await import("node:worker_threads");
      const seen = await new Promise((resolve) => new Worker(
        "require('node:worker_threads').parentPort.postMessage(Symbol.for('assay.kernel') in globalThis)", { eval: true },
      ).once("message", resolve)); seen`;
    expect(stdout(await run(worker))).toBe("false\n");
    expect(stdout(await run("process.execArgv"))).toBe("[]\n");
  });

  it("keeps the connection file private", async () => {
    const commandLine = readFileSync(`/proc/${kernel.process.pid}/cmdline`, "utf8").split("\0");
    const file = commandLine[commandLine.indexOf("--config-path") + 1];
    expect(existsSync(file)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
