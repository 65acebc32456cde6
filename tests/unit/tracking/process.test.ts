import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRun, listRuns, readRun } from "../../../lib/src/tracking/index.js";
import { inChild, project } from "../../support/tracking.js";

const USE = '{ dataset: "d", version: "1", fingerprint: "f", from: "2020-01-01", to: "2020-12-31", rows: 5 }';

describe("a killed process", () => {
  it("leaves a run that is read as died, with its metrics, trials and data up to the kill", async () => {
    const root = project();
    const script = `
      const run = tracking.startRun({ name: "killed", params: { horizon: 21 } });
      record((r) => r.dataUsed(${USE}));
      run.note("before the kill");
      for (let i = 0; ; i++) {
        run.log({ loss: 1 / (i + 1), step: i });
        record((r) => r.trial({ kind: "evaluation", name: "t", hash: String(i % 5) }));
        if (i === 500) console.log("far enough");
      }`;
    const end = await inChild(root, script, { onOutput: (_, kill) => kill("SIGKILL") });
    expect(end.signal).toBe("SIGKILL");
    const run = readRun(root, "latest");
    expect(run.status).toBe("died");
    expect(run.record).toMatchObject({
      status: "running",
      data: [{ dataset: "d" }],
      notes: [{ text: "before the kill" }],
    });
    expect(run.record.trials.distinct).toBe(5);
    const points = run.points();
    expect(points.length).toBeGreaterThan(1000);
    expect(run.record.metricPoints).toBe(points.length);
    expect(points.filter((p) => p.name === "loss").every((p) => p.value === 1 / (p.step + 1))).toBe(true);
    expect(listRuns(root, { status: "died" }).runs).toHaveLength(1);
    expect(run.toText()).toContain("killed: died");
  });

  it.skipIf(process.platform !== "linux")(
    "is not mistaken for a later process with the same pid",
    async () => {
      const root = project();
      const handle = createRun({ root, name: "alive", kind: "library" });
      expect(readRun(root, "latest").status).toBe("running");
      const [boot, ticks] = (handle.record.owner.processStart ?? ":").split(":");
      const other = { ...handle.record.owner, processStart: `${boot}:${Number(ticks) - 1}` };
      (handle as unknown as { base: object }).base = { ...handle.record, owner: other };
      handle.save();
      expect(readRun(root, "latest").status).toBe("died");
      (handle as unknown as { base: object }).base = {
        ...handle.record,
        owner: { ...other, host: "elsewhere" },
      };
      handle.save();
      expect(readRun(root, "latest").status).toBe("running");
      handle.finish();
    },
  );
});

describe("the end of a process", () => {
  it.each([
    ["completed", "", 0],
    ["completed", "process.exit(0)", 0],
    ["failed", "process.exit(3)", 3],
    ["failed", 'throw new TypeError("no such column")', 1],
    ["failed", 'await Promise.reject(new Error("late"))', 1],
    ["failed", 'run.finish("failed")', 0],
  ])("closes the run as %s after `%s`", async (status, last, code) => {
    const root = project();
    const end = await inChild(
      root,
      `const run = tracking.startRun({ name: "end" }); run.log({ a: 1 });\n${last}`,
    );
    expect(end.code).toBe(code);
    const { record } = readRun(root, "latest");
    expect(record).toMatchObject({ status, metrics: { a: 1 }, kind: "library" });
    expect(record.durationMs).toBeGreaterThanOrEqual(0);
    if (last.includes("TypeError")) {
      expect(record.error).toEqual({ name: "TypeError", message: "no such column", cell: null });
    }
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "closes the run as interrupted at %s, and ends",
    async (signal) => {
      const root = project();
      const script = `tracking.startRun({ name: "sig" }); console.log("up"); setInterval(() => {}, 1000);`;
      const end = await inChild(root, script, { onOutput: (_, kill) => kill(signal) });
      expect(end.signal).toBe(signal);
      expect(readRun(root, "latest").record.status).toBe("interrupted");
    },
  );

  it("starting another run closes the one before", async () => {
    const root = project();
    const script = `tracking.startRun({ name: "one" }); tracking.startRun({ name: "two" }); console.log(tracking.listRuns(".").runs.map((r) => r.record.name + " " + r.status).sort().join());`;
    expect((await inChild(root, script)).out).toBe("one completed,two running\n");
  });
});

describe("many processes", () => {
  it("start 8 runs at once: 8 ids, nothing corrupt", async () => {
    const root = project();
    const script = `const run = tracking.startRun({ name: "same" }); for (let i = 0; i < 200; i++) run.log({ x: i }); run.artifact("a", "text");`;
    const ends = await Promise.all(Array.from({ length: 8 }, () => inChild(root, script)));
    expect(ends.map(({ code }) => code)).toEqual(Array(8).fill(0));
    const { runs, unreadable } = listRuns(root);
    expect(unreadable).toEqual([]);
    expect(new Set(runs.map((run) => run.runId)).size).toBe(8);
    for (const { record, status } of runs) {
      expect([status, record.metricPoints, record.metrics.x, record.warnings]).toEqual([
        "completed",
        200,
        199,
        [],
      ]);
    }
  });

  it("write into one run at once: every line whole", async () => {
    const root = project();
    const handle = createRun({ root, name: "shared", kind: "notebook" });
    const script = `
      const run = tracking.startRun({ name: "part" });
      for (let i = 0; i < 500; i++) { run.log({ [process.env.WHO]: i }); record((r) => r.trial({ kind: "backtest", name: "b", hash: process.env.WHO + i })); }`;
    const env = (who: number) => ({ ...handle.environment, WHO: `w${who}` });
    await Promise.all(Array.from({ length: 8 }, (_, who) => inChild(root, script, { env: env(who) })));
    const record = handle.finish();
    expect(record).toMatchObject({
      metricPoints: 4000,
      trials: { count: 4000, distinct: 4000 },
      warnings: [],
    });
    expect(Object.values(record.metrics)).toEqual(Array(8).fill(499));
  });
});

describe("a process that works for a run", () => {
  it("adds metrics, artifacts, notes, parameters, data uses and trials to it, and does not close it", async () => {
    const root = project();
    const handle = createRun({
      root,
      name: "factor-report",
      kind: "notebook",
      params: { horizon: 21 },
      seed: 1,
    });
    const script = `
      tracking.attachFromEnvironment();
      record((r) => r.dataUsed(${USE}));
      const run = tracking.startRun({ name: "inside", params: { horizon: 5, extra: [1] }, seed: 9, tags: ["t"] });
      run.log({ ic_mean_h21: 0.03 });
      run.note("seen");
      run.artifact("table", { a: 1 });
      record((r) => r.trial({ kind: "evaluation", name: "mom", hash: "h" }));
      run.finish();
      console.log(run.runId);`;
    const end = await inChild(root, script, { env: handle.environment });
    expect(end).toMatchObject({ code: 0, out: `${handle.runId}\n` });
    expect(readRun(root, "latest")).toMatchObject({ status: "running", metrics: { ic_mean_h21: 0.03 } });
    const record = handle.finish();
    expect(record).toMatchObject({
      name: "factor-report",
      kind: "notebook",
      status: "completed",
      params: { horizon: 21, extra: [1] },
      seed: 1,
      data: [{ dataset: "d", rows: 5 }],
      trials: { count: 1, distinct: 1 },
      metrics: { ic_mean_h21: 0.03 },
      artifacts: [{ name: "table", path: "artifacts/table.json" }],
      notes: [{ text: "seen" }],
      tags: ["t"],
      warnings: ["parameter horizon: the notebook said 5 to startRun"],
    });
    expect(listRuns(root).runs).toHaveLength(1);
  });

  it("is told when there is no such run, or it is over", async () => {
    const root = project();
    const script = 'tracking.startRun({ name: "x" })';
    const env = { ASSAY_RUN_DIR: join(root, "experiments/gone") };
    const onImport = await inChild(root, 'tracking.attachFromEnvironment(); console.log("goes on")', { env });
    expect(onImport).toMatchObject({ code: 0, out: "goes on\n" });
    expect(onImport.err).toMatch(/AssayWarning: .*ASSAY_RUN_DIR names no run/);
    const none = await inChild(root, script, { env });
    expect(none.err).toMatch(/AssayError: .*ASSAY_RUN_DIR names no run/);
    const handle = createRun({ root, name: "over", kind: "notebook" });
    handle.finish();
    const over = await inChild(root, script, { env: handle.environment });
    expect(over.err).toMatch(/AssayError: .*names a run that is over \(completed\)/);
  });

  it("is the parent of the runs that it creates", async () => {
    const root = project();
    const handle = createRun({ root, name: "outer", kind: "notebook" });
    const script = 'tracking.createRun({ root: ".", name: "inner", kind: "library" }).finish()';
    await inChild(root, script, { env: handle.environment });
    expect(listRuns(root, { name: "inner" }).runs[0].record.parent).toBe(handle.runId);
    handle.finish();
  });
});

describe("the project of a process", () => {
  it("is found upwards, or named by ASSAY_ROOT", async () => {
    const root = project();
    const elsewhere = project();
    const script = 'process.chdir(process.env.FOLDER); tracking.startRun({ name: "x" }).finish()';
    mkdirSync(join(root, "notebooks/deep"), { recursive: true });
    await inChild(root, script, { env: { FOLDER: "notebooks/deep" } });
    expect(listRuns(root).runs).toHaveLength(1);
    await inChild(root, script, { env: { FOLDER: ".", ASSAY_ROOT: elsewhere } });
    expect(listRuns(elsewhere).runs).toHaveLength(1);
  });
});
