import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  createRun,
  listRuns,
  parseRunRecord,
  type RunRecord,
  readRun,
} from "../../../lib/src/tracking/index.js";
import { project, write } from "../../support/tracking.js";

function sample(): RunRecord {
  return createRun({ root: project(), name: "sample", kind: "library" }).finish();
}

describe("the run record", () => {
  it("survives its own file", () => {
    const record = sample();
    expect(parseRunRecord(JSON.stringify(record), "run.json")).toEqual(record);
  });

  it("keeps keys that a newer version added", () => {
    const parsed = parseRunRecord(JSON.stringify({ ...sample(), addedLater: 7 }), "run.json");
    expect(parsed).toHaveProperty("addedLater", 7);
  });

  it.each([
    ["status", { status: "done" }, /run\.json is not a run record: status/],
    ["run_id", { run_id: "../elsewhere" }, /run_id: a run id like/],
    ["a date", { startedAt: "yesterday" }, /startedAt/],
    ["a metric", { metrics: { ic: "high" } }, /metrics\.ic/],
    ["a hash", { metricsSha256: "abc" }, /metricsSha256: a SHA-256 in hex/],
    ["a cell", { cells: [{ index: -1 }] }, /cells\.0\.index/],
    ["several", { status: "done", kind: "other" }, /\(and 1 more\)/],
  ])("rejects a wrong %s by name", (_, change, message) => {
    const text = JSON.stringify({ ...sample(), ...change });
    expect(() => parseRunRecord(text, "run.json")).toThrow(message);
  });

  it("says that a newer schema needs a newer version", () => {
    const text = JSON.stringify({ ...sample(), schemaVersion: 4 });
    expect(() => parseRunRecord(text, "run.json")).toThrow(/schemaVersion 4; this version of assay reads 3/);
  });

  it.each([
    [1, { study: null, modules: null }],
    [2, { study: "momentum", modules: null }],
  ])("of version %i is read as the current version would have written it", (version, added) => {
    const text = readFileSync(new URL(`./records/version-${version}.json`, import.meta.url), "utf8");
    const migrated = { ...JSON.parse(text), ...added, schemaVersion: 3 };
    const root = project();
    write(root, `experiments/${migrated.run_id}/run.json`, text);
    const { record, status } = readRun(root, "latest");
    expect([record, status]).toEqual([migrated, "completed"]);
    expect(listRuns(root).unreadable).toEqual([]);
  });

  it("says that torn JSON is not JSON", () => {
    expect(() => parseRunRecord('{"schemaVersion": 1, "run', "run.json")).toThrow(
      "run.json is not valid JSON",
    );
  });

  it("is on disk, running, before anything else happens", () => {
    const root = project();
    const handle = createRun({ root, name: "early", kind: "notebook", params: { horizon: 21 }, seed: 7 });
    const onDisk = parseRunRecord(readFileSync(join(handle.directory, "run.json"), "utf8"), "run.json");
    expect(onDisk).toEqual(handle.record);
    expect(onDisk).toMatchObject({ status: "running", endedAt: null, params: { horizon: 21 }, seed: 7 });
    handle.finish();
  });

  it("names itself sortably by UTC time and a plain form of its name", () => {
    const root = project();
    const id = (name: string) => createRun({ root, name, kind: "library" }).finish().run_id;
    expect(id("Factor report: Größe")).toMatch(/^\d{8}-\d{6}-factor-report-gro-e-[0-9a-f]{4}$/);
    expect(id("因子")).toMatch(/^\d{8}-\d{6}-run-[0-9a-f]{4}$/);
  });

  it("records the lock file and versions, and only the names of variables", () => {
    const root = project();
    writeFileSync(join(root, "package-lock.json"), "{}");
    const record = createRun({ root, name: "sample", kind: "library" }).finish();
    expect(record.lockFile).toEqual({
      file: "package-lock.json",
      sha256: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    });
    expect(record.environment).toMatchObject({ node: process.version, tslab: "1.0.22", typescript: "5.0.4" });
    expect(record.environment.variables).toContain("PATH");
    expect(JSON.stringify(record)).not.toContain(process.env.PATH);
  });

  it("refuses unknown options, kinds and parameters that are not data", () => {
    const root = project();
    const good = { root, name: "x", kind: "library" } as const;
    expect(() => createRun({ ...good, parms: {} } as never)).toThrow(
      /unknown option "parms".*did you mean params/,
    );
    expect(() => createRun({ ...good, kind: "script" as never })).toThrow(/kind must be one of/);
    expect(() => createRun({ ...good, name: "  " })).toThrow(/name must be a text/);
    expect(() => createRun({ ...good, params: { f: () => 1 } })).toThrow(/value\.f must be plain data/);
    expect(() => createRun({ ...good, params: [1] })).toThrow(/params must be an object/);
    expect(() => createRun({ ...good, seed: 1.5 })).toThrow(/seed must be a non-negative integer/);
  });
});
