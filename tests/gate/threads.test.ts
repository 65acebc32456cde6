import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { Panel as PanelType } from "../../lib/dist/core/index.js";
import { AssetIndex, Panel, Random, sha256, TimeIndex } from "../../lib/dist/core/index.js";
import { computeEach, Factor, field, panelSource } from "../../lib/dist/expr/index.js";
import { set } from "../../lib/dist/factors/index.js";

const ROWS = 900;
const COLUMNS = 601;

/** Prices with holes, infinities and late listings; one column more than a whole number of tiles. */
function market() {
  const random = new Random(9);
  const time = TimeIndex.of(Float64Array.from({ length: ROWS }, (_, i) => i * 86_400_000));
  const assets = AssetIndex.of(Array.from({ length: COLUMNS }, (_, j) => `S${j}`));
  const close = new Float64Array(ROWS * COLUMNS);
  for (let i = 0; i < close.length; i++) {
    close[i] = (i < COLUMNS ? 50 : close[i - COLUMNS]) * Math.exp(0.02 * random.normal());
  }
  const panel = (name: string, of: (price: number) => number) => {
    const values = close.map((price) => (random.uniform() < 0.01 ? Number.NaN : of(price)));
    values[17 * COLUMNS + 3] = Number.POSITIVE_INFINITY;
    return [name, Panel.of(time, assets, values, { name })] as const;
  };
  const fields = [
    panel("close", (price) => price),
    panel("open", (price) => price * (1 + 0.01 * random.normal())),
    panel("high", (price) => price * 1.01),
    panel("low", (price) => price * 0.99),
    panel("volume", () => Math.round(1e6 * random.uniform())),
  ];
  const sector = Array.from({ length: COLUMNS }, (_, j) => (j % 13 === 0 ? "" : `sector ${j % 11}`));
  return panelSource(Object.fromEntries(fields), { sector });
}

const source = market();
const factors: Factor[] = [
  ...set("alpha158").map(({ factor }) => factor),
  field("close").returns(5).rank({ by: "sector" }).named("grouped"),
  field("close")
    .neutralize({ by: "sector", against: [field("volume").log()] })
    .named("neutral"),
  Factor.parse("close > 50").named("compared"),
  field("close").named("field"),
  Factor.parse("1").named("one"),
];
const bits = ({ values }: PanelType) => sha256(values);

describe("worker threads", () => {
  const expected: string[] = [];
  const order: number[] = [];
  let workers = 0;
  beforeAll(async () => {
    process.on("worker", () => workers++);
    for await (const { index, panel } of computeEach(source, factors, { threads: 1 })) {
      order.push(index);
      expected[index] = bits(panel);
    }
    expect(workers).toBe(0);
  });

  it.each([2, 3])(
    "%i give the same bits as none, in the same order, in memory of the caller's own",
    async (threads) => {
      workers = 0;
      const seen: number[] = [];
      for await (const { index, panel } of computeEach(source, factors, { threads })) {
        seen.push(index);
        expect(panel.values.buffer).toBeInstanceOf(ArrayBuffer);
        expect(bits(panel)).toBe(expected[index]);
      }
      expect(workers).toBe(threads);
      expect(seen).toEqual(order);
    },
  );

  it("give the same bits with hardly any memory for what waits", async () => {
    for await (const { index, panel } of computeEach(source, factors, { threads: 2, memory: 4 })) {
      expect(bits(panel)).toBe(expected[index]);
    }
  });

  it("are not started for little work", async () => {
    workers = 0;
    for await (const _ of computeEach(source, factors.slice(0, 3), { threads: 2 }));
    expect(workers).toBe(0);
  });

  it("stop when aborted, and when the loop is left", async () => {
    const controller = new AbortController();
    let seen = 0;
    const run = async () => {
      for await (const _ of computeEach(source, factors, { threads: 2, signal: controller.signal })) {
        if (++seen === 5) controller.abort();
      }
    };
    await expect(run()).rejects.toThrow(/was cancelled after 5 of 163 factors/);
    // An error of the pool that nobody can catch would fail the whole file.
    for (let left = 1; left <= 6; left++) {
      let seen = 0;
      for await (const _ of computeEach(source, factors, { threads: 2 })) if (++seen === left) break;
    }
  });

  it("show what went wrong", async () => {
    const broken = { ...source, group: () => ({ codes: undefined as never, names: [] }) };
    const run = async () => {
      for await (const _ of computeEach(broken, factors, { threads: 2 }));
    };
    await expect(run()).rejects.toThrow();
    const unknown = async () => {
      for await (const _ of computeEach(source, [...factors, field("clsoe").lag(1)], { threads: 2 }));
    };
    await expect(unknown()).rejects.toThrow("did you mean close?");
  });
});

/** Peak memory of a child process that evaluates Alpha158 on 1,500 × 400. */
async function peak(code: string): Promise<{ peakMB: number; outputsMB: number }> {
  const script = `
    const { AssetIndex, Panel, Random, TimeIndex } = await import("assay/core");
    const { computeEach, evaluate, panelSource } = await import("assay/expr");
    const { set } = await import("assay/factors");
    const [rows, columns] = [1500, 400];
    const time = TimeIndex.of(Float64Array.from({ length: rows }, (_, i) => i * 86400000));
    const assets = AssetIndex.of(Array.from({ length: columns }, (_, j) => "S" + j));
    const random = new Random(1);
    const panel = (name) => Panel.of(time, assets, Float64Array.from({ length: rows * columns }, () => 10 + random.uniform()), { name });
    const source = panelSource(Object.fromEntries(["open", "high", "low", "close", "volume"].map((name) => [name, panel(name)])));
    const factors = set("alpha158").map(({ factor }) => factor);
    ${code}
    const outputsMB = (factors.length * rows * columns * 8) / 2 ** 20;
    // The high water of this very program: maxRSS counts what its parent held before.
    const { readFileSync } = await import("node:fs");
    const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : "";
    const peakKB = Number(/VmHWM:\\s+(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
    console.log(JSON.stringify({ peakMB: peakKB / 1024, outputsMB }));`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script]);
  return JSON.parse(stdout);
}

describe("memory", () => {
  it("of a whole set stays under twice the outputs and 300 MB", async () => {
    const { peakMB, outputsMB } = await peak("const panels = evaluate(source, factors);");
    expect(peakMB).toBeGreaterThan(outputsMB);
    expect(peakMB).toBeLessThan(2 * outputsMB + 300);
  });

  it.each([1, 2])("of a stream on %i threads is far below that of the outputs", async (threads) => {
    const { peakMB, outputsMB } = await peak(
      `for await (const { panel } of computeEach(source, factors, { threads: ${threads} }));`,
    );
    expect(outputsMB).toBeGreaterThan(700);
    expect(peakMB).toBeLessThan(450);
  });
});
