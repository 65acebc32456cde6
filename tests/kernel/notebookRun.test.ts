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
    expect(result.cells.map(({ end }) => end)).toEqual([
      ...["ok", "ok", "ok", "ok", "ok"],
      ...["skipped", "skipped", "ok"],
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

    expect(events[0]).toEqual({ type: "kernel-starting", n: 6 });
    expect(events.filter(({ type }) => type === "cell-finished")).toHaveLength(6);
    expect(events.at(-1)).toMatchObject({ type: "finished", status: "completed" });
  });
});

describe("a run that fails", () => {
  it("fails the last cell by an error that comes after it", async () => {
    const result = await run([code("void setTimeout(() => { throw new Error('late') }, 60)")]);
    expect(result).toMatchObject({ status: "failed", failedCell: { index: 0, end: "late-error" } });
  });

  it("notices that a timer of the last cell ends the process", async () => {
    const result = await run([code("void setTimeout(() => process.exit(0), 50)")]);
    expect(result).toMatchObject({ status: "dead", failedCell: { index: 0, end: "dead", status: "failed" } });
  });

  it("stops at the limit of the whole run", async () => {
    const wait = code("await new Promise((r) => setTimeout(r, 400)); 1");
    const result = await run(Array(100).fill(wait), { timeouts: { runMs: 3000 } });
    expect(result.status).toBe("timeout");
    expect(result.failedCell?.error?.message).toBe("the run took longer than its limit of 3 s");
  });

  it.each(["kernel-starting", "kernel-ready"])("starts no cell once it is interrupted: %s", async (when) => {
    const abort = new AbortController();
    const result = await run([code("1"), code("'never'")], {
      signal: abort.signal,
      onEvent: ({ type }) => {
        if (type === when) abort.abort();
      },
    });
    expect(result).toMatchObject({ status: "interrupted", failedCell: { index: 0, status: "interrupted" } });
    expect(outputs(result, 0)).toMatchObject([{ ename: "Interrupted" }]);
  });

  it.each([
    [
      [code("1", "timeout=soon")],
      {},
      'the tag timeout= of cell .* must give a positive number, got "timeout=soon"',
    ],
    [
      [code("1")],
      { cellMs: Number.NaN },
      "timeouts.cellMs must be a positive number of milliseconds, got NaN",
    ],
  ])("refuses a limit that is none before a kernel starts", async (cells, timeouts, message) => {
    await expect(run(cells, { timeouts })).rejects.toThrow(new RegExp(message));
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
