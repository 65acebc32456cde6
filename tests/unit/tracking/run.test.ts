import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256, TableView } from "../../../lib/src/core/index.js";
import {
  createRun,
  listRuns,
  metricsFingerprint,
  type RunHandle,
  readRun,
  readRunFolder,
} from "../../../lib/src/tracking/index.js";
import { project, write } from "../../support/tracking.js";

function started(root = project(), name = "study"): RunHandle {
  return createRun({ root, name, kind: "library" });
}

const file = (run: RunHandle, name: string) => readFileSync(join(run.directory, name), "utf8");

describe("metrics", () => {
  it("are a CSV file of five columns, with all digits and text for what is not a number", () => {
    const run = started();
    run.log({ "ic/mean": 0.1 + 0.2, gap: Number.NaN }, 3);
    run.log({ top: Number.POSITIVE_INFINITY, low: Number.NEGATIVE_INFINITY, tiny: 5e-324, zero: -0 });
    const lines = file(run, "metrics.csv").replace(/\d{4}-[^,]+Z/g, "T");
    expect(lines).toBe(
      "step,time,name,value,cell\n3,T,ic/mean,0.30000000000000004,\n3,T,gap,NaN,\n" +
        "0,T,top,Infinity,\n0,T,low,-Infinity,\n0,T,tiny,5e-324,\n0,T,zero,-0,\n",
    );
    expect(run.finish().metrics).toEqual({
      "ic/mean": 0.30000000000000004,
      gap: "NaN",
      top: "Infinity",
      low: "-Infinity",
      tiny: 5e-324,
      zero: 0,
    });
  });

  it("end with the value of the highest step, the last one of equals", () => {
    const run = started();
    run.log({ loss: 3 }, 10);
    run.log({ loss: 9 }, 2);
    run.log({ loss: 4 }, 10);
    expect(run.finish()).toMatchObject({ metrics: { loss: 4 }, metricPoints: 3 });
  });

  it("count steps by name when none is given", () => {
    const root = project();
    const run = started(root);
    run.log({ a: 1 });
    run.log({ a: 2, b: 1 });
    run.log({ a: 3 }, 7);
    run.log({ a: 4 });
    run.finish();
    const steps = readRun(root, run.runId)
      .points()
      .map(({ name, step }) => `${name}${step}`);
    expect(steps).toEqual(["a0", "a1", "b0", "a7", "a8"]);
  });

  it("refuse what is not a number, a name or a step, and then write nothing", () => {
    const run = started();
    expect(() => run.log({ ok: 1, ic: "0.1" as never })).toThrow(
      'the value of ic must be a number, got "0.1"',
    );
    expect(() => run.log({ "rank ic": 1 })).toThrow(/a metric's name must consist of/);
    expect(() => run.log({ ic: 1 }, -1)).toThrow(/step must be a non-negative integer/);
    expect(() => run.log(5 as never)).toThrow(/values must be an object of numbers/);
    expect(file(run, "metrics.csv")).toBe("step,time,name,value,cell\n");
    run.finish();
  });

  it("have a fingerprint of step, name and value only", () => {
    const root = project();
    const values = { ic: 0.031, t: 2.5 };
    const [a, b, c] = [values, values, { ic: 0.031, t: 2.6 }].map((logged) => {
      const run = started(root);
      run.log(logged, 1);
      return run.finish();
    });
    expect(a.metricsSha256).toBe(sha256("1,ic,0.031\n1,t,2.5\n"));
    expect(b.metricsSha256).toBe(a.metricsSha256);
    expect(c.metricsSha256).not.toBe(a.metricsSha256);
    expect(metricsFingerprint(readRun(root, a.run_id))).toBe(a.metricsSha256);
  });

  it("lose a torn last line and nothing else; the next writer starts on a new line", () => {
    const root = project();
    const run = started(root);
    run.log({ a: 1 });
    appendFileSync(join(run.directory, "metrics.csv"), "1,2026-11-21T03:15:12.000Z,a,2.7");
    expect(
      readRun(root, run.runId)
        .points()
        .map((p) => p.value),
    ).toEqual([1]);
    const again = createRun({ root, name: "other", kind: "library" });
    appendFileSync(join(again.directory, "metrics.csv"), "0,2026-11-21T03:15:12.000Z,a,2.7");
    again.log({ b: 5 });
    const record = again.finish();
    expect(record.metrics).toEqual({ b: 5 });
    expect(record.warnings).toEqual(["metrics.csv: 1 damaged line(s) left out"]);
    run.finish();
  });
});

describe("artifacts", () => {
  it("take the form that the content has", () => {
    const run = started();
    const table = new TableView(
      [
        { a: 1.5, b: 'x "y", z' },
        { a: Number.NaN, b: null },
      ],
      { title: "T" },
    );
    write(run.directory, "source.png", new Uint8Array([1, 2]));
    const kept = [
      run.artifact("words", "text"),
      run.artifact("raw", new Uint8Array([0, 255])),
      run.artifact("plain", { x: new Float64Array([1, Number.NaN]), when: new Date(0), none: undefined }),
      run.artifact("table", table),
      run.artifact("table.html", table),
      run.artifact("folder/rows.json", table),
      run.artifact("table.txt", table),
      run.artifact("copy", { path: join(run.directory, "source.png") }),
    ];
    expect(kept.map(({ path, type }) => [path.slice("artifacts/".length), type])).toEqual([
      ["words.txt", "text/plain"],
      ["raw.bin", "application/octet-stream"],
      ["plain.json", "application/json"],
      ["table.csv", "text/csv"],
      ["table.html", "text/html"],
      ["folder/rows.json", "application/json"],
      ["table.txt", "text/plain"],
      ["copy.png", "image/png"],
    ]);
    expect(JSON.parse(file(run, "artifacts/plain.json"))).toEqual({
      x: [1, "NaN"],
      when: "1970-01-01T00:00:00.000Z",
    });
    expect(file(run, "artifacts/table.csv")).toBe('a,b\n1.5,"x ""y"", z"\nNaN,\n');
    expect(file(run, "artifacts/table.html")).toMatch(
      /^<!doctype html>[\s\S]*<title>T<\/title>[\s\S]*<table>/,
    );
    expect(run.finish().artifacts).toEqual(kept);
    expect(kept[0]).toMatchObject({ bytes: 4, sha256: sha256("text") });
  });

  it("replace the one of the same name", () => {
    const run = started();
    run.artifact("a", "first");
    run.artifact("a", "second");
    expect(run.finish().artifacts).toMatchObject([{ name: "a", bytes: 6 }]);
    expect(file(run, "artifacts/a.txt")).toBe("second");
  });

  it("stay inside the run's folder", () => {
    const run = started();
    for (const name of ["../x", "/x", "a/../../x", "", "a//b", ".hidden", "a\\b"]) {
      expect(() => run.artifact(name, "x"), name).toThrow(/name must be a relative path/);
    }
    expect(() => run.artifact("x", 5 as never)).toThrow(/content must be text/);
    run.finish();
  });
});

describe("a run", () => {
  it("collects data uses once, trials by number and difference, notes and tags", () => {
    const run = started();
    const use = {
      dataset: "sp500",
      version: "v1",
      fingerprint: "ab",
      from: "2013-02-08",
      to: "2018-02-07",
      rows: 9,
    };
    run.dataUsed(use);
    run.dataUsed({ ...use });
    run.trial({ kind: "evaluation", name: "mom", hash: "1" });
    run.trial({ kind: "backtest", name: "mom", hash: "2" });
    run.trial({ kind: "evaluation", name: "mom", hash: "1" });
    run.tag("baseline");
    run.tag("baseline");
    run.note(" kept ");
    run.warn("few dates");
    expect(run.finish()).toMatchObject({
      data: [use],
      trials: { count: 3, distinct: 2 },
      tags: ["baseline"],
      notes: [{ text: "kept" }],
      warnings: ["few dates"],
    });
    expect(
      readRunFolder(run.directory)
        .trials()
        .map(({ hash }) => hash),
    ).toEqual(["1", "2", "1"]);
  });

  it("records cells in order and replaces one of the same index", () => {
    const run = started();
    const cell = (index: number, status: "completed" | "failed") => ({
      index,
      id: `c${index}`,
      hash: sha256(String(index)),
      status,
      startedAt: null,
      endedAt: null,
      durationMs: null,
      executionCount: null,
      error: status === "failed" ? { name: "TypeError", message: "x" } : null,
    });
    run.cell(cell(1, "completed"));
    run.cell(cell(0, "completed"), cell(1, "failed"));
    const record = run.finish("failed", { name: "TypeError", message: "x", cell: "c1" });
    expect(record.cells.map(({ id, status }) => [id, status])).toEqual([
      ["c0", "completed"],
      ["c1", "failed"],
    ]);
    expect(record).toMatchObject({ status: "failed", error: { name: "TypeError", cell: "c1" } });
    expect(record.durationMs).toBe(Date.parse(record.endedAt ?? "") - Date.parse(record.startedAt));
  });

  it("is closed once; afterwards it takes nothing more", () => {
    const run = started();
    const first = run.finish("timeout");
    expect(run.finish("completed")).toEqual(first);
    expect(() => run.log({ a: 1 })).toThrow(/run .* is closed \(timeout\) \(start a new run\)/);
    run.trial({ kind: "evaluation", name: "late", hash: "1" });
    expect(file(run, "journal.jsonl")).toBe("");
  });

  it("leaves no temporary files", () => {
    const run = started();
    writeFileSync(join(run.directory, "run.json.1.0.tmp"), "killed");
    run.finish();
    expect(readdirSync(run.directory).sort()).toEqual([
      "artifacts",
      "journal.jsonl",
      "metrics.csv",
      "run.json",
    ]);
  });

  it("shows itself as text and HTML, with text made safe", () => {
    const root = project();
    const run = createRun({ root, name: "<b>bold</b>", kind: "library", params: { factor: "mom_12_1" } });
    run.log({ ic_mean: 0.0312 });
    run.note("a <script> note");
    run.finish("failed", { name: "Error", message: "no data", cell: 3 });
    const view = readRun(root, run.runId);
    expect(view.toText()).toMatch(
      /<b>bold<\/b>: failed[\s\S]*cell 3: Error: no data[\s\S]*mom_12_1[\s\S]*0\.03120/,
    );
    expect(view.toHtml()).not.toMatch(/<script>|<b>/);
  });
});

describe("reading", () => {
  it("finds a run by id, unique prefix and `latest`, and says what went wrong", () => {
    const root = project();
    expect(() => readRun(root, "latest")).toThrow(/no runs in/);
    const [a, b] = ["alpha", "beta"].map((name) => {
      const run = started(root, name);
      run.finish();
      return run.runId;
    });
    expect(readRun(root, a).runId).toBe(a);
    expect(readRun(root, b.slice(0, -2)).runId).toBe(b);
    expect(readRun(root, "latest").runId).toBe(b);
    expect(() => readRun(root, a.slice(0, 4))).toThrow(/2 runs start like that/);
    expect(() => readRun(root, `${b}x`)).toThrow(`did you mean ${b}?`);
  });

  it("lists newest first, filters, and shows broken runs without hiding others", () => {
    const root = project();
    const good = started(root, "momentum");
    good.log({ ic: 0.5 });
    good.tag("keep");
    good.finish();
    const failed = started(root, "reversal");
    failed.finish("failed");
    mkdirSync(join(root, "experiments/20200101-000000-broken-0000"));
    write(root, "experiments/20200101-000000-broken-0000/run.json", "{");
    write(root, "experiments/20200101-000001-empty-0000/metrics.csv", "");
    mkdirSync(join(root, "experiments/20200101-000002-being-made-0000"));
    write(root, "experiments/README.md", "");
    const all = listRuns(root);
    expect(all.runs.map((run) => run.record.name)).toEqual(["reversal", "momentum"]);
    expect(all.unreadable.map(({ runId }) => runId).sort()).toEqual([
      "20200101-000000-broken-0000",
      "20200101-000001-empty-0000",
    ]);
    expect(all.toText()).toMatch(/2 runs[\s\S]*unreadable[\s\S]*run\.json is not valid JSON/);
    expect(all.table(["ic"]).toText()).toMatch(/ic[\s\S]*0\.5/);
    const names = (filter: Parameters<typeof listRuns>[1]) =>
      listRuns(root, filter).runs.map((r) => r.record.name);
    expect(names({ status: "failed" })).toEqual(["reversal"]);
    expect(names({ tag: "keep" })).toEqual(["momentum"]);
    expect(names({ name: "mom" })).toEqual(["momentum"]);
    expect(names({ limit: 1 })).toEqual(["reversal"]);
    const second = failed.runId.slice(0, 15);
    const startedAt = failed.record.startedAt.replace(/\.\d+Z/, ".999Z");
    const later = { ...failed.record, run_id: `${second}-a-0000`, name: "later", startedAt };
    write(root, `experiments/${later.run_id}/run.json`, JSON.stringify(later));
    expect(names({ limit: 1 })).toEqual(["later"]);
    expect(() => listRuns(root, { since: "2026-13-01" })).toThrow(/since must be a date.*got "2026-13-01"/);
    expect(() => listRuns(root, { limit: -1 })).toThrow(/limit must be/);
    expect(names({ since: "2999-01-01" })).toEqual([]);
    expect(names({ kind: "notebook" })).toEqual([]);
    expect(() => listRuns(root, { nam: "x" } as never)).toThrow(/unknown option "nam"/);
  });

  it("has nothing to list where there are no experiments", () => {
    expect(listRuns(project()).runs).toEqual([]);
  });
});
