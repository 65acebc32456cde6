import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { Random } from "../../lib/src/core/index.js";
import { type Lake, openLake } from "../../lib/src/data/index.js";
import { csv, DAYS, HEADER, soundBars } from "../unit/data/lakes.js";

const LIBRARY = fileURLToPath(new URL("../../lib/dist/data/index.js", import.meta.url));
const CHILD = fileURLToPath(new URL("./changeThenDie.mjs", import.meta.url));
/** Half of them before a change of the file system, half at a moment. */
const KILLS = 200;
const STEPS = ["ingest", "append", "restate", "compact", "rollback", "collect"];
/** Changes of the file system that two steps make at most. */
const CALLS = 36;

const dir = mkdtempSync(join(tmpdir(), "assay-crash-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("kill -9 while a dataset is ingested, appended to, restated, compacted, rolled back, collected", () => {
  it(`at ${KILLS} points never leaves a torn dataset, and the next change cleans up`, async () => {
    const { lake, sources, states } = await prepared();
    const random = new Random(17);
    const kills: Record<string, number> = {};
    const seen: Record<string, number> = {};
    let leftovers = 0;
    let stepMs = 500;
    for (let k = 0; k < KILLS; k++) {
      const start = k % STEPS.length;
      const child = [lake.dir, ...sources, String(start)];
      const mode = k % (2 * STEPS.length) < STEPS.length ? "call" : "wait";
      const at = mode === "call" ? 1 + random.integer(CALLS) : random.uniform() * 2 * stepMs;
      const killed = await runChild([...child, mode, String(at)], mode === "wait" ? at : undefined);
      const step = killed.step || STEPS[start];
      kills[step] = (kills[step] ?? 0) + 1;
      if (readdirSync(join(lake.dir, "staging")).length > 0) leftovers++;
      const state = await expectWhole(lake, states);
      seen[state] = (seen[state] ?? 0) + 1;
      const again = await runChild([...child, "once"]);
      stepMs = again.ms;
      if (STEPS[start] !== "collect") expect(readdirSync(join(lake.dir, "staging"))).toEqual([]);
    }
    await expectClean(lake, sources[0]);
    console.log(
      `crash: ${KILLS} kills ${JSON.stringify(kills)}; found whole ${JSON.stringify(seen)}; with leftovers ${leftovers}`,
    );
    expect(Object.keys(kills).sort()).toEqual([...STEPS].sort());
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(["first", "appended", "restated"]));
    expect(leftovers).toBeGreaterThan(10);
  }, 3_600_000);
});

/** Content of each whole state, by its name: the fingerprint of the version, of the newest market and of the first-seen one. */
type States = Readonly<Record<string, readonly string[]>>;

async function prepared(): Promise<{ lake: Lake; sources: string[]; states: States }> {
  const lines = soundBars();
  const some = (from: number, to: number) =>
    lines.filter((line) => DAYS.slice(from, to).includes(line.slice(0, 10)));
  const [changed] = some(4, 5);
  const sources = [
    file("first", csv(some(0, 12))),
    file("second", csv(some(12, 21))),
    file("restated", csv([changed.replace(/,([^,]*)$/, `,7,${DAYS[9]}`)], `${HEADER},known`)),
  ];
  const lake = openLake(join(dir, "lake"));
  const other = openLake(join(dir, "other"));
  const states: Record<string, string[]> = {};
  await other.ingest(sources[0], { dataset: "d" });
  states.first = await contentOf(other);
  await other.append(sources[1], { dataset: "d", known: "bar" });
  states.appended = await contentOf(other);
  await other.append(sources[2], { dataset: "d" });
  states.restated = await contentOf(other);
  const early = openLake(join(dir, "early"));
  for (const each of [early, lake]) await each.ingest(sources[0], { dataset: "d" });
  await early.append(sources[2], { dataset: "d" });
  states["first, restated"] = await contentOf(early);
  return { lake, sources, states };
}

function file(name: string, text: string): string {
  const path = join(dir, `${name}.csv`);
  writeFileSync(path, text);
  return path;
}

async function contentOf(lake: Lake): Promise<string[]> {
  const newest = await lake.market("d");
  const first = await lake.market("d", { revision: "first" });
  return [lake.version("d").fingerprint, newest.fingerprint, first.fingerprint];
}

/** The newest version is one of the states, with its record; every file of every version that can be opened is intact. */
async function expectWhole(lake: Lake, states: States): Promise<string> {
  const content = await contentOf(lake);
  const state = Object.keys(states).find((name) => JSON.stringify(states[name]) === JSON.stringify(content));
  expect(state, "a state that nobody published").toBeDefined();
  expect((await lake.verify("d", { all: true })).problems).toEqual([]);
  return state as string;
}

/** The next change works, and after it nothing of the killed ones is left. */
async function expectClean(lake: Lake, source: string): Promise<void> {
  await lake.ingest(source, { dataset: "d" });
  lake.collect({ superseded: 0 });
  expect(readdirSync(join(lake.dir, "staging"))).toEqual([]);
  expect(readdirSync(join(lake.dir, "locks"))).toEqual([]);
  const needed = lake
    .version("d")
    .files.map(({ path }) => path)
    .sort();
  const found = ["raw/d", "quarantine/d"].flatMap((folder) => filesIn(lake.dir, folder));
  expect(found.filter((path) => path.endsWith(".parquet")).sort()).toEqual(needed);
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? filesIn(root, `${folder}/${each.name}`) : [`${folder}/${each.name}`],
  );
}

/**
 * Run the child until it is dead, by its own hand or `after` so many milliseconds from its first step on, or done: the step it was
 * in, and the milliseconds since the first.
 */
function runChild(args: readonly string[], after?: number): Promise<{ step: string; ms: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, LIBRARY, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let step = "";
    let start = 0;
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.stdout.on("data", (data) => {
      if (step === "") start = performance.now();
      if (step === "" && after !== undefined) setTimeout(() => child.kill("SIGKILL"), after);
      step = String(data).trim().split("\n").at(-1) ?? "";
    });
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL" || code === 0) resolve({ step, ms: performance.now() - start });
      else reject(new Error(errors));
    });
  });
}
