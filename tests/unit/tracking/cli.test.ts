import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { main } from "../../../lib/src/cli/index.js";
import { createRun } from "../../../lib/src/tracking/index.js";
import { project } from "../../support/tracking.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it("assay runs: every command, as JSON", async () => {
  const root = project();
  vi.stubEnv("ASSAY_ROOT", root);
  const [a, b] = [5, 21].map((horizon) => {
    const run = createRun({ root, name: `h${horizon}`, kind: "library", params: { horizon }, study: "s" });
    run.trial({ kind: "backtest", name: "b", hash: `h${horizon}` });
    run.log({ sharpe: horizon / 10, sessions: 500 });
    return run.finish().run_id;
  });
  const runs = async (...args: string[]) => {
    let out = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += text;
      return true;
    });
    const code = await main(["runs", ...args, "--json"]);
    return { code, said: JSON.parse(out) };
  };
  const listed = async (...args: string[]) =>
    (await runs("list", ...args)).said.runs.map(({ run_id }: { run_id: string }) => run_id);

  expect((await runs("tag", a, "+good", "draft", "-none")).said.tags).toEqual(["good", "draft"]);
  expect((await runs("tag", a, "-draft")).said.tags).toEqual(["good"]);
  expect((await runs("tag", a, "+x", "-x")).code).toBe(2);
  expect((await runs("note", b, "Agrees.")).said.notes).toMatchObject([{ text: "Agrees." }]);
  expect(await listed("--tag", "good")).toEqual([a]);
  expect((await listed("--study", "s")).sort()).toEqual([a, b].sort());
  expect(await listed("--where", "params.horizon > 5 AND metrics.sharpe > 2", "--limit", "1")).toEqual([b]);
  expect((await runs("sql", "SELECT name FROM runs ORDER BY 1")).said.rows).toEqual([
    { name: "h21" },
    { name: "h5" },
  ]);
  expect((await runs("sql", "SELECT")).code).toBe(2);
  expect((await runs("studies")).said.studies).toMatchObject([
    { study: "s", runs: 2, trials: { distinct: 2 } },
  ]);
  expect((await runs("leaderboard", "--study", "s")).said.rows).toMatchObject([
    { run_id: b, trials: 2, sharpe: 2.1 },
    { run_id: a, trials: 2 },
  ]);
  const page = join(root, "page.html");
  expect((await runs("compare", a, b, "--html", page)).said.params).toEqual([
    { name: "horizon", values: [5, 21] },
  ]);
  expect(readFileSync(page, "utf8")).toContain("<figure");
  expect((await runs("diff", a, b)).said.same).toMatchObject({
    parameters: "different",
    environment: "same",
  });
  expect(await runs("verify", a)).toMatchObject({ code: 2, said: { verdict: "cannot" } });
  expect((await runs("gc", "--tag", "good", "--dry-run")).said).toMatchObject({
    runs: [{ runId: a }],
    dryRun: true,
  });
  expect((await runs("gc", "--status", "gone")).code).toBe(2);
  expect((await runs("gc", "--tag", "good")).said.runs).toMatchObject([{ runId: a }]);
  expect(existsSync(join(root, "experiments", a))).toBe(false);
  expect((await runs("studies")).said.studies).toMatchObject([{ runs: 1, trials: { distinct: 2 } }]);
});
