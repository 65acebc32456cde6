import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { record, setRecorder, sha256 } from "../../../lib/src/core/index.js";
import { createRun, readRun, startRun } from "../../../lib/src/tracking/index.js";
import type { CellEvent } from "../../../lib/src/tracking/kernelHooks.js";
import { project, write } from "../../support/tracking.js";

const KERNEL = Symbol.for("assay.kernel");

/** A kernel without a kernel: cells begin and end when the test says so. */
class FakeKernel {
  private readonly events: CellEvent[] = [];
  private readonly listeners: ((event: CellEvent) => void)[] = [];

  readonly hooks = {
    cells: () => [...this.events],
    current: () => this.events.find((event) => event.status === "running"),
    onCell: (listener: (event: CellEvent) => void) => {
      this.listeners.push(listener);
      return () => void this.listeners.splice(this.listeners.indexOf(listener), 1);
    },
  };

  begin(code: string): void {
    const executionCount = this.events.length + 1;
    this.events.push({ executionCount, code, startedAt: "2026-11-21T03:15:12.000Z", status: "running" });
  }

  end(status: CellEvent["status"] = "ok", errorText?: string, index = this.events.length - 1): void {
    const event = { ...this.events[index], endedAt: "2026-11-21T03:15:12.500Z", status, errorText };
    this.events[index] = event;
    for (const listener of [...this.listeners]) listener(event);
  }

  get followers(): number {
    return this.listeners.length;
  }
}

let kernel: FakeKernel;

beforeEach(() => {
  kernel = new FakeKernel();
  (globalThis as { [KERNEL]?: unknown })[KERNEL] = kernel.hooks;
});

afterEach(() => {
  delete (globalThis as { [KERNEL]?: unknown })[KERNEL];
  setRecorder(undefined);
});

describe("startRun in an interactive kernel", () => {
  it("records the cells before, the running one and those after, with hash, status, timing and source", () => {
    const root = project();
    kernel.begin("import 'assay'");
    kernel.end();
    kernel.begin("const run = startRun(…)");
    const run = startRun({ root, name: "explore", params: { horizon: 5 } });
    expect(readRun(root, "latest").record.cells.map(({ status }) => status)).toEqual([
      "completed",
      "running",
    ]);
    kernel.end();
    kernel.begin("boom()");
    kernel.end("error", "TypeError: boom is not a function\nat line 1");
    kernel.begin("later()");
    kernel.end();
    kernel.end("late-error", "UnhandledPromiseRejection: nobody waited", 3);
    run.finish();
    const { record: found, directory } = readRun(root, "latest");
    expect(found).toMatchObject({ kind: "interactive", status: "completed", params: { horizon: 5 } });
    expect(found.cells).toMatchObject([
      {
        index: 0,
        executionCount: 1,
        status: "completed",
        durationMs: 500,
        hash: sha256("import 'assay'"),
        error: null,
      },
      { index: 1, executionCount: 2, status: "completed" },
      { status: "failed", error: { name: "TypeError", message: "boom is not a function\nat line 1" } },
      { status: "failed", error: { name: "UnhandledPromiseRejection", message: "nobody waited" } },
    ]);
    const journal = readFileSync(join(directory, "journal.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((l) => JSON.parse(l));
    const sources = journal.filter(({ type }) => type === "code").map(({ code }) => code);
    expect(sources).toEqual(["import 'assay'", "const run = startRun(…)", "boom()", "later()"]);
  });

  it("writes the running cell beside metrics, and takes data uses and trials by itself", () => {
    const root = project();
    kernel.begin("a");
    const run = startRun({ root, name: "explore" });
    run.log({ ic: 1 });
    kernel.end();
    kernel.begin("b");
    run.log({ ic: 2 });
    record((r) => r.trial({ kind: "evaluation", name: "mom", hash: "h" }));
    run.finish();
    record((r) => r.trial({ kind: "evaluation", name: "after the end", hash: "h" }));
    kernel.end();
    const found = readRun(root, "latest");
    expect(found.points().map(({ cell, value }) => [cell, value])).toEqual([
      ["1", 1],
      ["2", 2],
    ]);
    expect(kernel.followers).toBe(0);
    expect(found.record.trials.count).toBe(1);
    expect(found.record.cells).toHaveLength(1);
  });

  it("closes the run before when a cell that starts one is executed again", () => {
    const root = project();
    const first = startRun({ root, name: "explore" });
    const second = startRun({ root, name: "explore" });
    expect(readRun(root, first.runId).status).toBe("completed");
    expect(readRun(root, second.runId).status).toBe("running");
    expect(() => first.log({ a: 1 })).toThrow(/is closed/);
    second.finish();
  });

  it("names the notebook that Jupyter opened, as it was saved", () => {
    const root = project();
    write(root, "notebooks/a.ipynb", "{}");
    process.env.JPY_SESSION_NAME = join(root, "notebooks/a.ipynb");
    try {
      startRun({ root, name: "explore" }).finish();
    } finally {
      delete process.env.JPY_SESSION_NAME;
    }
    expect(readRun(root, "latest").record.notebook).toEqual({
      path: "notebooks/a.ipynb",
      sha256: sha256("{}"),
    });
  });

  it("shows itself when it is finished", () => {
    const run = startRun({ root: project(), name: "shown", tags: ["x"] });
    run.log({ ic_mean: 0.031 });
    run.note("n");
    run.tag("y");
    const shown = run.finish();
    expect(shown.toText()).toMatch(/shown: completed[\s\S]*tags +x, y[\s\S]*ic_mean +0\.03100/);
    expect(shown.toHtml()).toContain("<table>");
  });

  it("refuses bad options before anything is made", () => {
    const root = project();
    expect(() => startRun({ root, nme: "x" } as never)).toThrow(/unknown option "nme".*did you mean name/);
    expect(() => startRun({ root, name: "" })).toThrow(/tracking.startRun: name must be/);
    expect(() => startRun({ root, name: "x", seed: -1 })).toThrow(/seed must be/);
    expect(() => readRun(root, "latest")).toThrow(/no runs/);
  });
});

describe("startRun in a headless kernel", () => {
  it("writes the running cell beside metrics of the joined run", () => {
    const handle = createRun({ root: project(), name: "report", kind: "notebook" });
    process.env.ASSAY_RUN_DIR = handle.directory;
    try {
      kernel.begin("a");
      startRun({ name: "report" }).log({ ic: 1 });
    } finally {
      delete process.env.ASSAY_RUN_DIR;
    }
    expect(readFileSync(join(handle.directory, "metrics.csv"), "utf8")).toMatch(/,ic,1,1\n$/);
    expect(handle.finish()).toMatchObject({ kind: "notebook", metrics: { ic: 1 }, cells: [] });
  });
});
