import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { writeAtomic } from "../../../lib/src/core/index.js";
import {
  annotate,
  createRun,
  listRuns,
  type RunList,
  type RunRecord,
  readRunFolder,
} from "../../../lib/src/tracking/index.js";
import { FactIndex } from "../../../lib/src/tracking/listing/factIndex.js";
import { metricOf, runFacts } from "../../../lib/src/tracking/listing/runFacts.js";
import { runIds } from "../../../lib/src/tracking/readRun.js";
import { project, write } from "../../support/tracking.js";

const indexOf = (root: string) => join(root, "experiments/.index.jsonl");
/** Index files of the runs; the values of metrics are in blocks of names that follow from their content. */
const caches = (root: string) =>
  readdirSync(join(root, "experiments"))
    .filter((name) => name.startsWith(".") && name !== ".trials.jsonl")
    .sort();
const runJson = (root: string, id: string) => join(root, "experiments", id, "run.json");

/** Everything that a list says, with each record. */
const said = ({ runs, unreadable }: Pick<RunList, "runs" | "unreadable">) => ({
  runs: runs.map(({ status, head: { name, params, tags, trials }, record }) => ({
    shown: { status, name, params, tags, trials },
    record,
  })),
  unreadable,
});

/** The same by reading each folder. */
function plain(root: string) {
  const runs = [];
  const unreadable = [];
  for (const runId of runIds(root).reverse()) {
    try {
      runs.push(readRunFolder(join(root, "experiments", runId)));
    } catch (error) {
      unreadable.push({ runId, reason: (error as Error).message });
    }
  }
  runs.sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
  return said({ runs, unreadable });
}

/** What queries ask of each run, through the index and by reading each folder. */
function facts(root: string, many?: number) {
  const index = new FactIndex(join(root, "experiments"), many);
  const { runs } = listRuns(root);
  const known = runs.map((run) => index.facts(run));
  index.save();
  const read = runs.map(({ directory }) => readRunFolder(directory));
  return { known, expected: read.map((run) => runFacts(run.record, run.trials())) };
}

const TRIAL = { kind: "backtest", name: "b" };

/** Files count as old, so that their runs are indexed at once. */
const later = () =>
  vi.spyOn(Date, "now").mockImplementation(() => performance.timeOrigin + performance.now() + 60_000);

afterEach(() => vi.restoreAllMocks());

describe("the index of a list", () => {
  const change = fc.record({
    what: fc.constantFrom(
      "change",
      "change",
      "run again",
      "break",
      "delete",
      "tag",
      "untag",
      "tear",
      "garbage",
      "forget",
      "try",
      "new",
    ),
    which: fc.nat(),
  });

  it("gives what reading every record gives, whatever happens to records and index", () => {
    const root = project();
    later();
    const template = createRun({ root, name: "a", kind: "library" }).finish();
    const VALUES = [0.1 + 0.2, "NaN", "Infinity", "-Infinity", 5e-324, 0] as const;
    let serial = 0;
    const save = (record: RunRecord) => {
      mkdirSync(join(root, "experiments", record.run_id), { recursive: true });
      // Another length each time: the clock of the files is too coarse for so many changes.
      const params = { pad: "x".repeat(++serial) };
      const metrics = { [`m${serial % 3}`]: VALUES[serial % 6], 'q"\\n': serial / 3 };
      writeAtomic(runJson(root, record.run_id), JSON.stringify({ ...record, params, metrics }));
    };
    const fresh = () => {
      const second = String(serial % 60).padStart(2, "0");
      const run_id = `20260101-0000${second}-a-${serial.toString(16)}`;
      save({ ...template, run_id, name: `n${serial}`, startedAt: `2026-01-01T00:00:${second}.000Z` });
    };
    const broken = (id: string) => plain(root).unreadable.some(({ runId }) => runId === id);
    const act = (what: string, which: number) => {
      const ids = runIds(root);
      const id = ids[which % ids.length];
      if (what === "new" || id === undefined) return fresh();
      if (what === "change") return save({ ...template, run_id: id, tags: [`t${which}`] });
      if (what === "run again") return save({ ...template, run_id: id, status: "running" });
      if (what === "break") return writeAtomic(runJson(root, id), `{"torn": ${"1".repeat(++serial)}`);
      if (what === "tag" && !broken(id)) return annotate(root, id, { add: [`x${which % 3}`] });
      if (what === "untag" && !broken(id))
        return annotate(root, id, { remove: [`x${which % 3}`], note: "n" });
      if (what === "delete") return rmSync(join(root, "experiments", id), { recursive: true });
      if (what === "try") {
        const entry = {
          type: "trial",
          time: "2026-01-01T00:00:00.000Z",
          cell: "",
          trial: { ...TRIAL, hash: `${++serial}` },
        };
        return appendFileSync(join(root, "experiments", id, "journal.jsonl"), `${JSON.stringify(entry)}\n`);
      }
      const names = caches(root);
      if (names.length === 0) return;
      const cache = join(root, "experiments", names[which % names.length]);
      if (what === "tear") truncateSync(cache, which % (readFileSync(cache).length + 1));
      if (what === "garbage")
        appendFileSync(cache, ["null\n", "5", '["facts 2","a","b",\n', '{"format":1}\n'][which % 4]);
      if (what === "forget") rmSync(cache);
    };
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        for (const { what, which } of changes) act(what, which);
        const expected = plain(root);
        expect(said(listRuns(root))).toEqual(expected);
        for (const many of [undefined, 0, 40, undefined]) {
          const { known, expected: read } = facts(root, many);
          expect(known).toEqual(read);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("spares reading the records that it knows, and stays small", () => {
    const root = project();
    later();
    const { run_id } = createRun({ root, name: "a", kind: "library", params: { horizon: 21 } }).finish();
    expect(listRuns(root).runs).toHaveLength(1);
    const before = readFileSync(indexOf(root), "utf8");
    const [run] = listRuns(root).runs;
    rmSync(runJson(root, run_id));
    expect(run.head).toMatchObject({ run_id, params: { horizon: 21 } });
    expect(() => run.record).toThrow(/run\.json cannot be read/);
    expect(readFileSync(indexOf(root), "utf8")).toBe(before);
    write(root, ".keep", "");
    for (let i = 0; i < 5; i++) {
      const again = { ...createRun({ root, name: "b", kind: "library" }).finish(), run_id };
      writeAtomic(runJson(root, run_id), JSON.stringify(again));
      rmSync(join(root, "experiments", runIds(root).at(-1) as string), { recursive: true });
      listRuns(root);
    }
    expect(readFileSync(indexOf(root), "utf8").split("\n").length).toBeLessThan(6);
  });

  it("spares queries reading records and journals", () => {
    const root = project();
    later();
    const metrics = { sharpe: 1.5, none: Number.NaN };
    for (const name of ["a", "b"]) {
      const run = createRun({ root, name, kind: "library" });
      run.trial({ ...TRIAL, kind: "backtest", hash: name });
      run.log(metrics);
      run.finish();
    }
    const first = facts(root).known;
    const index = new FactIndex(join(root, "experiments"));
    const [run] = listRuns(root).runs;
    const written = readFileSync(join(root, "experiments/.facts.jsonl"), "utf8");
    const again = index.facts(run);
    expect(again).toEqual(first[0]);
    expect([metricOf(again.metrics, "sharpe"), metricOf(again.metrics, "nothing")]).toEqual([1.5, undefined]);
    expect(again.metrics.names).toBe(index.facts(listRuns(root).runs[1]).metrics.names);
    index.save();
    expect(readFileSync(join(root, "experiments/.facts.jsonl"), "utf8")).toBe(written);
    expect(readFileSync(join(root, "experiments/.names.jsonl"), "utf8").match(/\n/g)).toHaveLength(1);
  });

  it("waits until a record can no longer change unseen, and does not need to be written", () => {
    const root = project();
    const run = createRun({ root, name: "a", kind: "library" });
    run.finish();
    expect(listRuns(root).runs).toHaveLength(1);
    expect(existsSync(indexOf(root))).toBe(false);
    later();
    mkdirSync(indexOf(root));
    expect(listRuns(root, { name: "a" }).runs).toHaveLength(1);
  });
});
