import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Random } from "../../../lib/src/core/index.js";
import type { Lake } from "../../../lib/src/data/index.js";
import { csv, soundBars, tempDir, tempLake, writeText } from "./lakes.js";

const LIBRARY = fileURLToPath(new URL("../../../lib/dist/data/index.js", import.meta.url));
const CHILD = fileURLToPath(new URL("./ingestThenDie.mjs", import.meta.url));
const RANDOM_KILLS = 12;

describe("kill -9 during an ingest", () => {
  it("before any change of the file system leaves the last version, or the new one, whole", async () => {
    const { lake, sources, fingerprints } = await twoVersions();
    const seen = new Set<string>();
    let killed = true;
    let kills = 0;
    for (let n = 1; killed; n++) {
      const newest = lake.version("d").fingerprint;
      const next = sources[fingerprints.indexOf(newest) === 0 ? 1 : 0];
      killed = (await runChild([lake.dir, next, "call", String(n)])).killed;
      if (killed) kills++;
      seen.add(await expectWhole(lake, fingerprints));
    }
    expect(kills).toBeGreaterThan(8);
    expect(seen.size).toBe(2);
    await expectCleanIngest(lake, sources[0]);
  }, 240_000);

  it(`at ${RANDOM_KILLS} random moments leaves a whole version`, async () => {
    const { lake, sources, fingerprints } = await twoVersions();
    const { duration } = await runChild([lake.dir, sources[1], "wait"]);
    const random = new Random(7);
    for (let k = 0; k < RANDOM_KILLS; k++) {
      const newest = lake.version("d").fingerprint;
      const next = sources[fingerprints.indexOf(newest) === 0 ? 1 : 0];
      await runChild([lake.dir, next, "wait"], random.uniform() * duration);
      await expectWhole(lake, fingerprints);
    }
    await expectCleanIngest(lake, sources[0]);
  }, 240_000);
});

/** A lake that holds version A, and the files of A and B. */
async function twoVersions() {
  const dir = tempDir();
  const lake = tempLake();
  const sources = [
    ["AAA", "BBB"],
    ["AAA", "CCC", "DDD"],
  ].map((symbols, i) => writeText(dir, `${i}.csv`, csv(soundBars(symbols))));
  const b = await lake.ingest(sources[1], { dataset: "other" });
  const a = await lake.ingest(sources[0], { dataset: "d" });
  return { lake, sources, fingerprints: [a.fingerprint, b.fingerprint] };
}

/** The newest version is one of the two, every file is intact, and it can be read. */
async function expectWhole(lake: Lake, fingerprints: readonly string[]): Promise<string> {
  const entry = lake.version("d");
  expect(fingerprints).toContain(entry.fingerprint);
  expect((await lake.verify("d")).problems).toEqual([]);
  expect((await lake.market("d")).assets.length).toBe(entry.symbols);
  return entry.fingerprint;
}

/** The next ingest works and nothing of the killed ones is left. */
async function expectCleanIngest(lake: Lake, source: string): Promise<void> {
  await lake.ingest(source, { dataset: "d" });
  const versions = lake.history("d").map((entry) => entry.version);
  expect(readdirSync(join(lake.dir, "staging"))).toEqual([]);
  expect(
    readdirSync(join(lake.dir, "raw/d"))
      .filter((name) => name.startsWith("v"))
      .sort(),
  ).toEqual(versions.sort());
  expect(readdirSync(join(lake.dir, "quarantine/d")).sort()).toEqual(versions);
  expect(readdirSync(join(lake.dir, "locks"))).toEqual([]);
}

/** Run the child; kill it `after` milliseconds from its "ready" on. */
function runChild(args: readonly string[], after?: number): Promise<{ killed: boolean; duration: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, LIBRARY, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let start = 0;
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.stdout.once("data", () => {
      start = performance.now();
      if (after !== undefined) setTimeout(() => child.kill("SIGKILL"), after);
    });
    child.on("close", (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(errors));
      else resolve({ killed: signal === "SIGKILL", duration: performance.now() - start });
    });
  });
}
