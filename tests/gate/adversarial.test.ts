import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { listRuns } from "../../lib/dist/tracking/index.js";
import { type AdversarialCase, CASES, ODD_BUT_RIGHT } from "../support/adversarialCases.js";
import { code, nbformatErrors, TestProject } from "../support/notebooks.js";

const ASSAY = fileURLToPath(new URL("../../lib/bin/assay.js", import.meta.url));
const hasMounts = spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs tmpfs /tmp"]).status === 0;

interface Outcome {
  readonly exit: number | NodeJS.Signals | null;
  readonly stderr: string;
  readonly project: TestProject;
}

/** Two at a time: each keeps a processor busy. */
const running: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
const projects: TestProject[] = [];
afterAll(() => {
  for (const project of projects) project.remove();
});

function start(cells: readonly object[], options: Partial<AdversarialCase> = {}): Promise<Outcome> {
  const lane = projects.length % running.length;
  const project = new TestProject();
  projects.push(project);
  const outcome = running[lane].then(() => assayRun(project, cells, options));
  running[lane] = outcome.catch(() => undefined);
  return outcome;
}

async function assayRun(
  project: TestProject,
  cells: readonly object[],
  { args = [], env, shell = '"$@"', strike }: Partial<AdversarialCase>,
): Promise<Outcome> {
  const { root } = project;
  for (const folder of ["tmp", "experiments", "kept/experiments"])
    mkdirSync(join(root, folder), { recursive: true });
  project.template("case", ...cells);
  const mark = join(root, "mark");
  const command = [process.execPath, ASSAY, "run", "case", ...args];
  const runner = spawn("sh", ["-c", strike ? 'exec "$@"' : shell, "sh", ...command], {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      ASSAY_ROOT: root,
      TMPDIR: join(root, "tmp"),
      MARK: mark,
      KEEP: join(root, "kept/experiments"),
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  runner.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Outcome["exit"]>((resolve) => {
    runner.once("close", (exit, signal) => resolve(signal ?? exit));
  });
  if (strike) await hit(runner, mark, strike);
  return { exit: await ended, stderr, project };
}

async function hit(
  runner: ChildProcess,
  mark: string,
  { signal, who }: NonNullable<AdversarialCase["strike"]>,
): Promise<void> {
  while (!existsSync(mark) && runner.exitCode === null) await new Promise((r) => setTimeout(r, 50));
  const pid = who === "runner" ? runner.pid : Number(readFileSync(mark, "utf8"));
  if (pid) process.kill(pid, signal);
}

function kernelsOf({ root }: TestProject): string[] {
  const list = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return list.split("\n").filter((line) => line.includes(root) && line.includes("tslab"));
}

interface SavedCell {
  readonly outputs: readonly {
    readonly output_type: string;
    readonly text?: string[];
    readonly ename?: string;
  }[];
  readonly metadata: { readonly papermill: { readonly status: string } };
}

const CASE_TIMEOUT_MS = 240_000;

describe("what goes wrong is said, saved, and leaves nothing running", () => {
  const started = CASES.map((one) => ({
    ...one,
    outcome:
      one.needsMount && !hasMounts
        ? undefined
        : start(
            [
              code("console.log('before')"),
              code(one.source, ...(one.tags ?? [])),
              code("console.log('never')"),
            ],
            one,
          ),
  }));

  it.for(started)("$name", { timeout: CASE_TIMEOUT_MS }, async ({ outcome, ...expected }, { skip }) => {
    if (!outcome) return skip("this system gives no mount namespace");
    const { exit, stderr, project } = await outcome;
    expect(exit, stderr).toBe(expected.exit);
    await expect.poll(() => kernelsOf(project), { timeout: 10_000, interval: 200 }).toEqual([]);
    expect(readdirSync(join(project.root, "tmp")).filter(() => exit !== "SIGKILL")).toEqual([]);
    const root = expected.shell?.includes("KEEP") ? join(project.root, "kept") : project.root;
    const [run] = listRuns(root).runs;
    if (expected.status === null) {
      expect(stderr).toMatch(expected.error);
      expect(run).toBeUndefined();
      return;
    }
    expect(run.status).toBe(expected.status);
    const isOpen = expected.exit === "SIGKILL" || expected.exit === 7;
    const { error, cells } = run.record;
    expect(error ? `${error.name}: ${error.message}` : "").toMatch(expected.error);
    if (expected.exit === 7) expect(cells[1].status).toBe("failed");
    expect(cells.slice(2).map(({ status }) => status)).toEqual(isOpen ? [] : ["skipped"]);
    const file = (name: string) => join(root, "experiments", run.record.run_id, name);
    expect(nbformatErrors(file("notebook.ipynb"))).toEqual([]);
    const saved: SavedCell[] = JSON.parse(readFileSync(file("notebook.ipynb"), "utf8")).cells;
    expect(saved.map(({ metadata }) => metadata.papermill.status)).toEqual([
      "completed",
      isOpen ? "running" : "failed",
      "pending",
    ]);
    expect(saved[0].outputs).toMatchObject([{ text: ["before\n"] }]);
    expect(saved[1].outputs.some(({ output_type }) => output_type === "error")).toBe(!isOpen);
    if (expected.output) expect(JSON.stringify(saved[1].outputs)).toMatch(expected.output);
    expect(saved[2].outputs).toEqual([]);
    expect(existsSync(file("report.html"))).toBe(exit !== "SIGKILL");
  });
});

describe("what looks odd but is right", () => {
  const started = start([...ODD_BUT_RIGHT]);

  it("completes, with every line", { timeout: CASE_TIMEOUT_MS }, async () => {
    const { exit, stderr, project } = await started;
    expect(exit, stderr).toBe(0);
    const [run] = listRuns(project.root).runs;
    expect(run.status).toBe("completed");
    const path = join(project.root, "experiments", run.record.run_id, "notebook.ipynb");
    expect(nbformatErrors(path)).toEqual([]);
    const cells: SavedCell[] = JSON.parse(readFileSync(path, "utf8")).cells;
    const [flood, line, display, allowed, wrong, skipped, late, own, cut, end] = cells.map(
      ({ outputs }) => outputs,
    );
    expect(flood).toHaveLength(1);
    expect(flood[0].text).toHaveLength(20_000);
    expect(flood[0].text?.at(-1)).toBe("line 19999\n");
    expect(line[0].text?.[0]).toHaveLength(20_000_001);
    expect(display).toMatchObject([{ data: { "text/plain": ["second"] } }]);
    expect(allowed).toMatchObject([{ ename: "Error", evalue: "allowed" }]);
    expect(wrong).toMatchObject([{ ename: "TypeScriptError" }]);
    expect(skipped).toEqual([]);
    expect(late).toMatchObject([{ text: ["late\n"] }]);
    expect(own).toMatchObject([{ text: ["own\n"] }]);
    expect(cut[0].text?.join("")).toBe(
      `${"0123456789\n".repeat(9)}0\n[the output of this cell is cut after 100 characters]\n`,
    );
    expect(end).toMatchObject([{ text: ["the end\n"] }]);
    expect(cells.map(({ metadata }) => metadata.papermill.status)).toEqual(
      cells.map((_, i) => (i === 5 ? "pending" : "completed")),
    );
    expect(kernelsOf(project)).toEqual([]);
  });
});
