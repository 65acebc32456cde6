import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import schema from "../support/nbformat-4.5.schema.json" with { type: "json" };
import { makeProject, type Project, type Ran } from "../support/project.js";
import { smallMarketCsv } from "../support/smallMarketCsv.js";

const HORIZON_METRICS = [
  "ic_mean",
  "ic_std",
  "rank_ic_mean",
  "rank_ic_std",
  "rank_ic_ir",
  "rank_ic_t",
  "quantile_spread",
  "turnover_top",
  "dates",
  "observations",
];

const GIVEN = ["-p", "dataset=small", "-p", "horizons=1,5,21"];

interface RecordJson {
  run_id: string;
  status: string;
  params: Record<string, unknown>;
  metrics: Record<string, number>;
  metricsSha256: string;
  data: { dataset: string; fingerprint: string; rows: number }[];
  cells: { status: string; hash: string; durationMs: number | null }[];
  trials: { count: number };
  error: { name: string; message: string; cell: number } | null;
}

let project: Project;
let ingested: Ran;
let first: Ran;

beforeAll(async () => {
  project = makeProject();
  writeFileSync(join(project.dir, "prices.csv"), smallMarketCsv());
  ingested = await project.assay("ingest", "csv", "prices.csv", "--dataset", "small", "--json");
  first = await project.assay("run", "factor-report", ...GIVEN, "--json");
});
afterAll(() => project.remove());

const record = (ran: Ran): RecordJson => JSON.parse(ran.stdout) as RecordJson;
const runFile = (run: RecordJson, name: string) => join(project.dir, "experiments", run.run_id, name);

describe("assay ingest and data", () => {
  test("detects the columns, publishes the good rows and says why the others are not there", () => {
    expect(ingested.code, ingested.stderr).toBe(0);
    const entry = JSON.parse(ingested.stdout) as Record<string, Record<string, number>>;
    expect(entry.outcome).toBe("published");
    expect(Object.values(entry.quarantined).reduce((a, b) => a + b, 0)).toBe(3);
  });

  test("status and verify show it", async () => {
    const status = await project.assayHere("data", "status");
    expect(status.stdout).toContain("small");
    const verify = await project.assayHere("data", "verify", "--json");
    expect(verify.code).toBe(0);
    expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true });
  });

  test("a missing dataset is one clear error that names those that exist", async () => {
    const { code, stderr } = await project.assayHere("data", "verify", "smal");
    expect(code).toBe(2);
    expect(stderr).toContain('it has small, got "smal" (did you mean small?)');
  });
});

describe("assay run factor-report", () => {
  test("completes, and prints its record", () => {
    expect(first.code, first.stderr).toBe(0);
    const run = record(first);
    expect(run.status).toBe("completed");
    expect(run.params).toMatchObject({ dataset: "small", factor: "mom_12_1", horizons: [1, 5, 21] });
    expect(run.data).toHaveLength(1);
    expect(run.data[0]).toMatchObject({ dataset: "small" });
    expect(run.cells.every(({ status, hash }) => status === "completed" && hash.length === 64)).toBe(true);
    expect(run.trials.count).toBe(2);
  });

  test.each([1, 5, 21])("has every metric of horizon %i by its stable name", (h) => {
    const { metrics } = record(first);
    for (const name of HORIZON_METRICS) expect(metrics[`${name}_h${h}`], name).toEqual(expect.any(Number));
  });

  test("says on stderr how far it is", () => {
    expect(first.stderr).toMatch(/factor-report: cell 7 of 7 completed \(\d+\.\d s\)/);
  });

  test("leaves a valid notebook of nbformat 4.5 and a report without a network address to load", () => {
    const run = record(first);
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    expect(
      validate(JSON.parse(readFileSync(runFile(run, "notebook.ipynb"), "utf8"))),
      JSON.stringify(validate.errors),
    ).toBe(true);
    const report = readFileSync(runFile(run, "report.html"), "utf8");
    expect(report).not.toMatch(/(?:src|href)="https?:/);
    expect(existsSync(join(project.dir, "output", "factor-report.html"))).toBe(true);
  });

  test("is answered by an earlier run with the same inputs, as a dry run says before", async () => {
    const given = ["run", "factor-report", "--params", "given.yaml", "-p", "dataset=small", "--json"];
    writeFileSync(join(project.dir, "given.yaml"), "dataset: other\nhorizons: [1, 5, 21]\n");
    const plan = JSON.parse((await project.assayHere(...given, "--dry-run")).stdout);
    expect(plan).toMatchObject({
      cached: expect.stringContaining("factor-report"),
      data: [{ dataset: "small" }],
    });
    expect(plan.parameters.slice(0, 3)).toMatchObject([
      { name: "dataset", value: "small", origin: "-p" },
      { name: "factor", value: "mom_12_1", origin: "default" },
      { name: "horizons", value: [1, 5, 21], origin: "given.yaml, line 2" },
    ]);
    const before = readdirSync(join(project.dir, "experiments"));
    const cached = await project.assay(...given);
    expect(cached).toMatchObject({ code: 0, stderr: expect.stringContaining(`cached: ${plan.cached}`) });
    expect(record(cached).run_id).toBe(plan.cached);
    expect(readdirSync(join(project.dir, "experiments"))).toEqual(before);
  });

  test("lists its parameters with types, defaults and descriptions", async () => {
    const { code, stdout } = await project.assayHere("run", "factor-report", "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/horizons\s+\(integer > 0\)\[\].*\s+\[1,5,21\]\s+forward horizons, sessions/);
  });

  test.each([
    ["a wrong value", ["-p", "quantiles=1"], "quantiles"],
    ["an unknown name", ["-p", "factr=mom_12_1"], "did you mean factor?"],
    ["a value outside the list", ["-p", "factor=mom_12_l"], "mom_12_1"],
    ["no name", ["-p", "mom_12_1"], "must be written name=value"],
  ])("refuses %s with exit code 2 before anything is made", async (_, args, message) => {
    const before = readdirSync(join(project.dir, "experiments"));
    const { code, stderr } = await project.assayHere("run", "factor-report", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(readdirSync(join(project.dir, "experiments"))).toEqual(before);
  });
});

describe("a notebook that fails", () => {
  let ran: Ran;
  beforeAll(async () => {
    const code = (id: string, source: string) => ({
      cell_type: "code",
      id,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    });
    const cells = [
      code("a", "const x = 1; x"),
      code("b", "throw new RangeError('too far')"),
      code("c", "x + 1"),
    ];
    writeFileSync(
      join(project.dir, "broken.ipynb"),
      JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    );
    ran = await project.assay("run", "broken.ipynb", "--json");
  });

  test("ends with exit code 1, status failed and the place of the error", () => {
    expect(ran.code).toBe(1);
    const run = record(ran);
    expect(run).toMatchObject({
      status: "failed",
      error: { name: "RangeError", message: "too far", cell: 1 },
    });
    expect(run.cells[2]).toMatchObject({ durationMs: null });
  });

  test("is saved with the error as an error output, and so is its report", () => {
    const run = record(ran);
    const saved = JSON.parse(readFileSync(runFile(run, "notebook.ipynb"), "utf8")) as {
      cells: { outputs: { output_type: string; ename?: string }[] }[];
    };
    expect(saved.cells.map(({ outputs }) => outputs.map(({ output_type }) => output_type))).toEqual([
      ["stream"],
      ["error"],
      [],
    ]);
    expect(readFileSync(runFile(run, "report.html"), "utf8")).toContain("too far");
  });
});

describe("assay runs", () => {
  test("lists and shows the runs", async () => {
    const list = JSON.parse((await project.assayHere("runs", "list", "--json")).stdout) as {
      runs: RecordJson[];
      unreadable: unknown[];
    };
    expect(list.runs.length).toBeGreaterThanOrEqual(2);
    expect(list.unreadable).toEqual([]);
    const shown = await project.assayHere("runs", "show", record(first).run_id, "--json");
    expect(record(shown).metricsSha256).toBe(record(first).metricsSha256);
    expect((await project.assayHere("runs", "show", "nothing")).code).toBe(2);
  });
});

test("a wrong command is an error on stderr, and JSON on stdout when that was asked for", async () => {
  const { code, stdout, stderr } = await project.assay("ingest", "csv", "prices.csv", "--json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining("--dataset") } });
  expect(stderr).toContain("--dataset");
});

describe.skipIf(!existsSync("/dev/full"))("a result that nobody can take", () => {
  async function printing(stdout: "pipe" | number): Promise<Pick<Ran, "code" | "stderr">> {
    const bin = new URL("../../lib/bin/assay.js", import.meta.url).pathname;
    const child = spawn(process.execPath, [bin, "data", "status"], {
      cwd: project.dir,
      stdio: ["ignore", stdout, "pipe"],
    });
    child.stdout?.destroy();
    let stderr = "";
    child.stderr?.on("data", (text) => {
      stderr += text;
    });
    const [code] = await once(child, "close");
    return { code, stderr };
  }

  test("is one error and exit code 7 on a full disk, and nothing when the reader has gone", async () => {
    const full = await printing(openSync("/dev/full", "w"));
    expect(full).toEqual({
      code: 7,
      stderr: expect.stringMatching(/^assay: cannot write the result: ENOSPC.*\n$/),
    });
    expect(await printing("pipe")).toEqual({ code: 0, stderr: "" });
  });
});
