import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ExecutionEvent,
  exitCodeOf,
  type NotebookRunResult,
  type Output,
  ParameterError,
  parseNotebook,
  type RunNotebookOptions,
  readNotebook,
  readParameters,
  runNotebook,
} from "../../lib/dist/notebook/index.js";
import { code, markdown, nbformatErrors, notebookText, TestProject } from "../support/notebooks.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
});
afterAll(() => project.remove());

/** Run cells as a notebook; what was saved must be valid whatever happened. */
async function run(
  cells: readonly object[],
  options: Partial<RunNotebookOptions> = {},
): Promise<NotebookRunResult> {
  const notebook = project.template("case", ...cells);
  const result = await runNotebook({ notebook, root: project.root, runDir: project.runDir(), ...options });
  expect(nbformatErrors(result.executed)).toEqual([]);
  return result;
}

function outputs(result: NotebookRunResult, index: number): readonly Output[] {
  return result.notebook.cells[index].outputs ?? [];
}

function saved(result: NotebookRunResult) {
  return parseSaved(result.executed);
}

function parseSaved(path: string) {
  return JSON.parse(readFileSync(path, "utf8"));
}

const PARAMETERS = `import { parameters, z } from "assay/notebook";
const params = parameters({
  dataset: z.string().default("demo").describe("dataset in the lake"),
  horizons: z.array(z.number().int().positive()).default([1, 5, 21]).describe("forward horizons, sessions"),
});`;

describe("a run that completes", () => {
  it("executes every cell, with outputs, counts, times, papermill's metadata, and progress", async () => {
    const events: ExecutionEvent[] = [];
    const result = await run(
      [
        markdown("# Title"),
        code(PARAMETERS, "parameters"),
        code("params.horizons.map((h) => h * 2)"),
        code("console.log(process.env.ASSAY_RUN_DIR); console.error('warned')"),
        code(
          "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<i>rich</i>', 'text/plain': 'rich' }) })",
        ),
        code("", "empty"),
        code("throw new Error('skipped')", "skip-execution"),
        code("throw new Error('allowed')", "raises-exception"),
        code("const wrong: string = 1", "raises-exception"),
        code(
          `import * as tslab from "tslab"; const d = tslab.newDisplay(); d.text("first"); d.text("second");`,
        ),
        code("setInterval(() => undefined, 5); 'the end'"),
      ],
      { params: { horizons: "2,4" }, onEvent: (event) => void events.push(structuredClone(event)) },
    );
    expect(result.status).toBe("completed");
    expect(exitCodeOf(result)).toBe(0);
    expect(result.notebook.cells[2].source).toBe("// Parameters\nparams.override({ horizons: [2, 4] });");
    expect(outputs(result, 3)).toEqual([{ output_type: "stream", name: "stdout", text: "[ 4, 8 ]\n" }]);
    expect(outputs(result, 4)).toMatchObject([
      { name: "stdout", text: `${join(result.executed, "..")}\n` },
      { name: "stderr", text: "warned\n" },
    ]);
    expect(outputs(result, 5)).toEqual([
      {
        output_type: "display_data",
        data: { "text/html": "<i>rich</i>", "text/plain": "rich" },
        metadata: {},
      },
    ]);
    expect(outputs(result, 8)).toMatchObject([{ output_type: "error", ename: "Error", evalue: "allowed" }]);
    expect(outputs(result, 9)).toMatchObject([{ output_type: "error", ename: "TypeScriptError" }]);
    expect(outputs(result, 10)).toMatchObject([
      { output_type: "display_data", data: { "text/plain": "second" } },
    ]);
    expect(result.cells.map(({ end }) => end)).toEqual([
      ...["ok", "ok", "ok", "ok", "ok"],
      ...["skipped", "skipped", "ok", "ok", "ok", "ok"],
    ]);
    expect(result.cells[7].error).toMatchObject({ name: "Error", message: "allowed" });
    expect(result.parameters.values).toEqual({ dataset: "demo", horizons: [2, 4] });

    const { cells, metadata } = saved(result);
    expect(cells[3].execution_count).toBe(3);
    expect(Object.keys(cells[3].metadata.execution).sort()).toEqual([
      "iopub.execute_input",
      "iopub.status.busy",
      "iopub.status.idle",
      "shell.execute_reply",
    ]);
    expect(cells[3].metadata.papermill).toMatchObject({ status: "completed", exception: false });
    expect(cells[7].metadata.papermill).toMatchObject({ status: "pending", exception: null });
    expect(metadata.papermill).toMatchObject({
      parameters: { dataset: "demo", horizons: [2, 4] },
      default_parameters: { dataset: "demo", horizons: [1, 5, 21] },
      input_path: "templates/case.ipynb",
      exception: null,
    });
    expect(metadata.kernelspec.name).toBe("assay-typescript");
    expect(metadata.language_info.name).toBe("typescript");

    expect(events[0]).toEqual({ type: "kernel-starting", n: 9 });
    expect(events.filter(({ type }) => type === "cell-finished")).toHaveLength(9);
    expect(events.at(-1)).toMatchObject({ type: "finished", status: "completed" });
  });
});

describe("a run that fails", () => {
  const cases = [
    ["throws", "throw new RangeError('bad')", "error", { ename: "RangeError", evalue: "bad" }],
    ["does not compile", "const s: string = 1", "type-error", { ename: "TypeScriptError" }],
    ["awaits a rejection", "await Promise.reject(new Error('no'))", "error", { evalue: "no" }],
    ["leaves a rejection", "Promise.reject(new Error('stray')); 1", "late-error", { evalue: "stray" }],
    [
      "throws in a timer",
      "void setTimeout(() => { throw new Error('late') }, 20)",
      "late-error",
      { evalue: "late" },
    ],
  ] as const;

  it.each(cases)(
    "saves a cell that %s with its error, and runs nothing after it",
    async (_, source, end, error) => {
      const wait = "await new Promise((r) => setTimeout(r, 100)); 1";
      const result = await run([code("'before'"), code(source), code(wait), code("'never'")]);
      expect(result.status).toBe("failed");
      expect(exitCodeOf(result)).toBe(1);
      expect(result.failedCell).toMatchObject({ index: 1, end, status: "failed" });
      expect(outputs(result, 1).at(-1)).toMatchObject({ output_type: "error", ...error });
      expect(result.cells[3]).toMatchObject({ end: "not-run", startedAt: null });
      const { cells, metadata } = saved(result);
      expect(cells[1].metadata.papermill).toMatchObject({ status: "failed", exception: true });
      expect(cells[3].metadata.papermill).toMatchObject({ status: "pending", start_time: null });
      expect(metadata.papermill.exception).toBe(true);
    },
  );

  it("fails the last cell by an error that comes after it", async () => {
    const result = await run([code("void setTimeout(() => { throw new Error('late') }, 60)")]);
    expect(result).toMatchObject({ status: "failed", failedCell: { index: 0, end: "late-error" } });
  });

  it("says that the kernel died when a cell ends the process", async () => {
    const result = await run([code("console.log('bye'); process.exit(0)"), code("'never'")]);
    expect(result).toMatchObject({ status: "dead", failedCell: { index: 0, end: "dead" } });
    expect(exitCodeOf(result)).toBe(4);
    expect(outputs(result, 0)).toMatchObject([{ text: "bye\n" }, { ename: "KernelDied" }]);
    expect(result.cells[1].end).toBe("not-run");
  });

  it("notices that a timer of the last cell ends the process", async () => {
    const result = await run([code("void setTimeout(() => process.exit(0), 50)")]);
    expect(result).toMatchObject({ status: "dead", failedCell: { index: 0, end: "dead", status: "failed" } });
  });

  it("says what the engine wrote when the kernel runs out of memory", async () => {
    const source = "const kept: number[][] = []; for (;;) kept.push(new Array(1e6).fill(0.5));";
    const result = await run([code(source)], { env: { NODE_OPTIONS: "--max-old-space-size=256" } });
    expect(result.status).toBe("dead");
    expect(JSON.stringify(outputs(result, 0))).toMatch(/heap/i);
  });

  it.each([
    ["a synchronous loop", "while (true) {}"],
    ["a loop after an await", "await 1; while (true) {}"],
    ["an endless wait", "await new Promise(() => {})"],
  ])("stops %s at the limit of the cell", async (_, source) => {
    const timeouts = { cellMs: 500, graceMs: 300 };
    const result = await run([code("'before'"), code(source), code("'never'")], { timeouts });
    expect(result).toMatchObject({ status: "timeout", failedCell: { index: 1, status: "timeout" } });
    expect(exitCodeOf(result)).toBe(3);
    expect(outputs(result, 1)).toMatchObject([{ ename: "CellTimeout", evalue: /limit of 0\.5 s/ }]);
    expect(result.cells[2].end).toBe("not-run");
  });

  it("stops at the limit of the whole run", async () => {
    const wait = code("await new Promise((r) => setTimeout(r, 400)); 1");
    const result = await run(Array(100).fill(wait), { timeouts: { runMs: 3000 } });
    expect(result.status).toBe("timeout");
    expect(result.failedCell?.error?.message).toBe("the run took longer than its limit of 3 s");
  });

  it("stops when it is interrupted", async () => {
    const abort = new AbortController();
    const result = await run([code("await new Promise(() => {})"), code("'never'")], {
      signal: abort.signal,
      onEvent: ({ type }) => {
        if (type === "cell-started") setTimeout(() => abort.abort(), 100);
      },
    });
    expect(result).toMatchObject({ status: "interrupted", failedCell: { index: 0, status: "interrupted" } });
    expect(exitCodeOf(result)).toBe(130);
  });
});

describe("parameters before a kernel", () => {
  it("refuses a bad one without starting a kernel or writing anything", async () => {
    const notebook = project.template("typed", code(PARAMETERS, "parameters"));
    const runDir = project.runDir();
    const events: string[] = [];
    const options = {
      notebook,
      root: project.root,
      runDir,
      onEvent: (e: ExecutionEvent) => void events.push(e.type),
    };
    const refused = runNotebook({ ...options, params: { horizon: "1" } });
    await expect(refused).rejects.toThrow(
      "parameters: unknown parameter horizon; the notebook declares dataset, horizons (did you mean horizons?)",
    );
    await expect(refused).rejects.toBeInstanceOf(ParameterError);
    await expect(runNotebook({ ...options, params: { horizons: "1,x" } })).rejects.toThrow(
      'parameters: parameter horizons[1] is refused: Invalid input: expected number, received string, got "x"',
    );
    expect(exitCodeOf(await refused.catch((error) => error))).toBe(2);
    expect(events).toEqual([]);
    expect(existsSync(runDir)).toBe(false);
  });

  it("lists them as data", async () => {
    const path = join(
      project.root,
      "templates",
      `${project.template("typed", code(PARAMETERS, "parameters"))}.ipynb`,
    );
    const { specs, variable } = await readParameters(await readNotebook(path), { root: project.root });
    expect(variable).toBe("params");
    expect(specs).toMatchObject([
      {
        name: "dataset",
        type: "string",
        default: "demo",
        description: "dataset in the lake",
        required: false,
      },
      { name: "horizons", type: "(integer > 0)[]", default: [1, 5, 21] },
    ]);
  });

  it.each([
    ["throws", "throw new Error('early')", 15_000, /the parameters cell failed: Error: early/],
    ["never ends", "while (true) {}", 1000, /did not end within 1 s/],
    ["ends its process", "process.exit(3)", 15_000, /ended its process with code 3/],
  ])("says so when the parameters cell %s", async (_, line, timeoutMs, message) => {
    const notebook = parseNotebook(notebookText(code(`${PARAMETERS}\n${line}`, "parameters")));
    await expect(readParameters(notebook, { root: project.root, timeoutMs })).rejects.toThrow(message);
  });
});

describe("no process is left", () => {
  function kernelsOf(marker: string): string[] {
    const list = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
    return list.split("\n").filter((line) => line.includes(marker) && line.includes("tslab"));
  }

  it("when the program that runs a notebook is killed, even in a busy cell", async () => {
    const notebook = project.template("busy", code("console.log(process.pid); while (true) {}"));
    const door = new URL("../../lib/dist/notebook/index.js", import.meta.url).href;
    const script = `import { runNotebook } from ${JSON.stringify(door)};
      await runNotebook({ notebook: ${JSON.stringify(notebook)}, root: process.cwd(), runDir: "experiments/killed",
        onEvent: (e) => { if (e.type === "cell-started") setTimeout(() => process.kill(process.pid, process.argv[1]), 300); } });`;
    const tmp = join(project.root, "tmp");
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      execFileSync("mkdir", ["-p", tmp]);
      const ended = runScript(script, signal, tmp);
      expect(ended).toBe(signal);
      await expect.poll(() => kernelsOf(tmp), { timeout: 5000, interval: 200 }).toEqual([]);
    }
  });

  function runScript(script: string, signal: string, tmp: string): string {
    const args = ["--input-type=module", "--eval", script, signal];
    try {
      execFileSync(process.execPath, args, {
        cwd: project.root,
        env: { ...process.env, TMPDIR: tmp },
        stdio: "pipe",
      });
      return "exit";
    } catch (error) {
      return String((error as { signal?: unknown }).signal);
    }
  }
});
