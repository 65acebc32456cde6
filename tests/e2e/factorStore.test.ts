import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FactorStore, set } from "../../lib/dist/factors/index.js";

/** A program that stores the core set on a synthetic market, each factor first on a shorter history. */
const PROGRAM = `
  const { Market, syntheticMarket } = await import("assay");
  const { FactorStore, set } = await import("assay/factors");
  const market = Market.from(syntheticMarket({ seed: 2, symbols: 60, years: 3 }), "demo");
  const store = new FactorStore(process.env.STORE);
  const factors = set("core").map(({ factor }) => factor);
  console.log("ready");
  for (const known of [market.asOf(market.time.label(600)), market]) {
    for await (const { how } of store.computeEach(known, factors));
  }
  console.log("done");`;

const count = set("core").length;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "assay-store-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const args = ["--input-type=module", "--eval", PROGRAM];
const env = () => ({ ...process.env, STORE: dir });

describe("a factor store", () => {
  it("is intact after a kill at any moment, and goes on from there", async () => {
    const store = new FactorStore(dir);
    for (const afterMs of [5, 40, 120, 300]) {
      await killed(afterMs);
      expect(store.verify().problems).toEqual([]);
    }
    await promisify(execFile)(process.execPath, args, { env: env() });
    expect(store.verify()).toMatchObject({ ok: true, checked: 2 * count });
    expect(store.histories().every(({ versions }) => versions.length === 2)).toBe(true);
    store.collect({ olderThan: 0 });
    expect(store.verify()).toMatchObject({ ok: true, checked: 2 * count });
  });

  it("takes several writers of the same factors at once", async () => {
    const run = promisify(execFile);
    await Promise.all([1, 2, 3].map(() => run(process.execPath, args, { env: env() })));
    const store = new FactorStore(dir);
    expect(store.verify()).toMatchObject({ ok: true, checked: 2 * count });
    expect(store.histories().map(({ versions }) => versions.length)).toEqual(Array(count).fill(2));
  });
});

/** Start the program and kill it that long after it began to work. */
function killed(afterMs: number): Promise<void> {
  const child = spawn(process.execPath, args, { env: env(), stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), afterMs));
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
