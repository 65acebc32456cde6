import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createRun, listRuns, queryRuns, runsWhere } from "../../../lib/src/tracking/index.js";
import { project, USE } from "../../support/tracking.js";

it("runs are tables of DuckDB: typed, read only, cut off from files", async () => {
  const root = project();
  const made = (name: string, params: object, metrics: Record<string, number>) => {
    const run = createRun({ root, name, kind: "library", params, study: "s", tags: [name, "it's"] });
    run.dataUsed(USE);
    run.trial({ kind: "backtest", name: "b", hash: name });
    run.log({ loss: 9 }, 0);
    run.log({ loss: 3, ...metrics }, 5);
    return run.finish().run_id;
  };
  const a = made(
    "a",
    { horizon: 21, costs: { bps: 5 }, on: true, mixed: 1, Case: 1 },
    { sharpe: 1.5, "x.sharpe": 1 },
  );
  const b = made(
    "b",
    { horizon: 5, mixed: "t", list: [1, 2], case: 2 },
    { sharpe: Number.NaN, top: Infinity },
  );
  const rows = async (sql: string) => (await queryRuns(root, sql)).objects();
  const list = listRuns(root);
  const where = async (condition: string, limit?: number) =>
    (await runsWhere(list, condition, limit)).runs.map(({ runId }) => runId);

  expect(await where("params.horizon = 21 AND metrics.sharpe > 1 -- why")).toEqual([a]);
  expect(await where("metrics.sharpe > 1 OR metrics.sharpe IS NULL")).toEqual(
    list.runs.map(({ runId }) => runId),
  );
  expect(await where("name >= 'a'", 1)).toEqual([list.runs[0].runId]);
  expect(
    await where(`params."costs.bps" = 5 AND params."on" AND metrics."x.sharpe" = 1 AND params.CASE = 1`),
  ).toEqual([a]);
  expect(await where("params.mixed = 't' AND params.list = '[1,2]' AND metrics.top = 'Infinity'")).toEqual([
    b,
  ]);

  expect(
    await rows(
      "SELECT name, step, value FROM points WHERE run_id LIKE '%-a-%' AND name = 'loss' ORDER BY step",
    ),
  ).toEqual([
    { name: "loss", step: 0, value: 9 },
    { name: "loss", step: 5, value: 3 },
  ]);
  expect(
    await rows(`SELECT r.name, p.number, m.value, t.tag, d.dataset, d.first, tr.hash, c.dirty, r.started <= now() AS past
      FROM runs r JOIN params p USING (run_id) JOIN metrics m USING (run_id) JOIN tags t USING (run_id)
      JOIN data d USING (run_id) JOIN trials tr USING (run_id) JOIN code c USING (run_id)
      WHERE p.name = 'horizon' AND m.name = 'sharpe' AND t.tag <> 'it''s' ORDER BY 1`),
  ).toEqual([
    {
      name: "a",
      number: 21,
      value: 1.5,
      tag: "a",
      dataset: "d",
      first: "2020-01-01",
      hash: "a",
      dirty: false,
      past: true,
    },
    {
      name: "b",
      number: 5,
      value: Number.NaN,
      tag: "b",
      dataset: "d",
      first: "2020-01-01",
      hash: "b",
      dirty: false,
      past: true,
    },
  ]);
  expect(await rows("SELECT count(*) AS n, sum(trials)::INTEGER AS t, min(started) AS s FROM runs")).toEqual([
    { n: 2, t: 2, s: expect.any(Date) },
  ]);
  expect(Object.keys((await rows("SELECT * FROM wide"))[0])).toEqual(
    expect.arrayContaining(["run_id", "params", "metrics"]),
  );
  expect(await rows("SELECT status FROM runs WHERE false")).toEqual([]);

  writeFileSync(join(root, "secret.csv"), "a\n1\n");
  for (const sql of [
    `SELECT * FROM '${root}/secret.csv'`,
    `COPY runs TO '${root}/out.csv'`,
    `ATTACH '${root}/x.db'`,
    "SET enable_external_access = true",
  ]) {
    await expect(rows(sql)).rejects.toThrow(/tracking\.queryRuns: .*(disabled|locked|file system|Cannot)/i);
  }
  await expect(rows("SELECT sharp FROM runs")).rejects.toThrow(
    /queryRuns: Binder Error.*got "SELECT sharp FROM runs"/,
  );
  const none = project();
  expect((await queryRuns(none, "SELECT * FROM wide")).numRows()).toBe(0);
});
