import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel } from "../../lib/dist/notebook/index.js";
import { type RunView, readRun } from "../../lib/dist/tracking/index.js";
import { TestProject } from "../support/notebooks.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
});
afterAll(() => project.remove());

/** A kernel in which a run was started, logged to, and three cells ended in three ways. */
async function session(): Promise<Kernel> {
  const kernel = await Kernel.start({ cwd: project.root, env: { ...process.env, ASSAY_ROOT: project.root } });
  const cells = [
    'import { startRun } from "assay";',
    'const run = startRun({ name: "explore", params: { horizon: 21 } });\nrun.log({ ic_mean: 0.03 });',
    'throw new TypeError("no such column")',
    "run.log({ ic_mean: 0.04 }); setInterval(() => undefined, 1000);",
  ];
  for (const code of cells) {
    const { reply } = await kernel.execute(code, () => undefined);
    if (reply.content.status === "error") await sleep(300);
  }
  return kernel;
}

function expectSession({
  record,
  points,
}: Pick<RunView, "record"> & { points: { cell: string; value: number }[] }) {
  expect(record).toMatchObject({ kind: "interactive", params: { horizon: 21 }, metrics: { ic_mean: 0.04 } });
  expect(record.cells.map(({ status }) => status)).toEqual(["completed", "completed", "failed", "completed"]);
  expect(record.cells[2].error).toEqual({ name: "TypeError", message: "no such column" });
  expect(points.map(({ cell, value }) => [cell, value])).toEqual([
    ["2", 0.03],
    ["4", 0.04],
  ]);
}

describe("a run in an interactive kernel", () => {
  it("is completed when the kernel is shut down without finish()", async () => {
    const kernel = await session();
    await kernel.shutdown();
    const run = readRun(project.root, "latest");
    expect(run.status).toBe("completed");
    expectSession({ record: run.record, points: run.points() });
  });

  it("is completed when the kernel is asked to end by a signal", async () => {
    const kernel = await session();
    kernel.process.signal("SIGTERM");
    await kernel.process.exited;
    await kernel.shutdown();
    expect(readRun(project.root, "latest").status).toBe("completed");
  });

  it("has died when the kernel is killed, and everything logged is there", async () => {
    const kernel = await session();
    await kernel.kill();
    const run = readRun(project.root, "latest");
    expect(run.status).toBe("died");
    expectSession({ record: run.record, points: run.points() });
  });

  it("takes over what was tried before it, and knows how its last cell ended", async () => {
    const kernel = await Kernel.start({ cwd: project.root });
    const run = (code: string) => kernel.execute(code, () => undefined);
    await run(`import { ic, Market, startRun, syntheticMarket } from "assay";
const market = Market.from(syntheticMarket({ symbols: 20, years: 1 }));
await ic.evaluate(market, market.close.returns(5).named("a"));`);
    await run(`await ic.evaluate(market, market.close.returns(6).named("b"));`);
    const { reply } = await run(`const late = startRun({ name: "late" }); late.finish();`);
    expect(reply.content).toMatchObject({ status: "ok" });
    const { record } = readRun(project.root, "latest");
    expect(record).toMatchObject({ name: "late", status: "completed", trials: { count: 2, distinct: 2 } });
    expect(record.cells.map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
    await run(`await ic.evaluate(market, market.close.returns(7).named("c"));`);
    await run(`startRun({ name: "next" }).finish();`);
    expect(readRun(project.root, "latest").record).toMatchObject({ name: "next", trials: { count: 1 } });
    await kernel.shutdown();
  });
});
