import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "arquero";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type DataUse, Panel, setRecorder } from "../../../lib/src/core/index.js";
import {
  type Lake,
  type Market,
  openLake,
  publishSynthetic,
  type SqlOptions,
} from "../../../lib/src/data/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";

let root: string;
let lake: Lake;
let market: Market;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "assay-sql-"));
  lake = openLake(root);
  for (const [dataset, seed] of [
    ["demo", 3],
    ["other-one", 4],
  ] as const) {
    await publishSynthetic(lake, syntheticMarket({ seed, symbols: 5, years: 1 }), { dataset });
  }
  market = await lake.market("demo");
});
afterEach(() => setRecorder(undefined));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("answers with an Arquero table: numbers are float64, dates are Dates", async () => {
  const rows = await lake.sql`
    SELECT date, symbol, close, volume::BIGINT AS shares, close > 50 AS dear
    FROM demo ORDER BY date, symbol`;
  expect(rows.columnNames()).toEqual(["date", "symbol", "close", "shares", "dear"]);
  expect(rows.data().close).toBeInstanceOf(Float64Array);
  const close = market.panel("raw.close");
  const present = Array.from(close.values).filter((value) => !Number.isNaN(value));
  expect(Array.from(rows.array("close") as Float64Array)).toEqual(present);
  expect(rows.get("date", 0)).toEqual(new Date(close.time.instants[0]));
  expect(typeof rows.get("dear", 0)).toBe("boolean");
});

it("takes values as parameters: none is read as SQL", async () => {
  const symbols = market.assets.symbols.slice(0, 2);
  const evil = "x'; DROP VIEW demo; --";
  const counted = await lake.sql`SELECT count(DISTINCT symbol) AS n FROM demo
    WHERE list_contains(${symbols}, symbol) AND date >= ${new Date("2018-06-01")} AND symbol <> ${evil}`;
  expect(counted.get("n", 0)).toBe(2);
  const echoed = await lake.sql`SELECT ${evil} AS a, ${1.5} AS b, ${true} AS c, ${null} AS d, ${12n} AS e`;
  expect(echoed.object()).toEqual({ a: evil, b: 1.5, c: true, d: Number.NaN, e: 12 });
  const wrong = { close: 1 } as unknown as string;
  await expect(lake.sql`SELECT ${wrong}`).rejects.toThrow(/value 1 must be text, a number/);
});

it("joins panels and tables, given in place or by name", async () => {
  const close = market.panel("raw.close");
  const twice = Panel.of(
    close.time,
    close.assets,
    close.values.map((value) => 2 * value),
  );
  const marks = table({ symbol: [...close.assets.symbols], mark: [1, 2, 3, 4, Number.NaN] });
  const joined = await lake.sql({ tables: { twice } })`
    SELECT max(abs(t.value - 2 * d.close)) AS off, count(*) AS n, sum(mark) AS marks
    FROM demo d JOIN twice t USING (date, symbol) LEFT JOIN ${marks} USING (symbol)`;
  const { n, off } = joined.object() as Record<string, number>;
  expect(off).toBe(0);
  expect(n).toBe(lake.version("demo").rows);
  expect(() => lake.sql({ tables: { demo: twice } })).toThrow(/demo is a dataset/);
  expect(() => lake.sql({ tables: { "a b": twice } })).toThrow(/letters, digits and _/);
});

it("has actions and sectors behind the name of a dataset", async () => {
  const rows = await lake.sql`SELECT (SELECT count(*) FROM demo.actions) AS actions,
    (SELECT count(*) FROM "other-one".sectors) AS sectors, (SELECT count(*) FROM "other-one") AS bars`;
  expect(rows.object()).toEqual({
    actions: market.actions.length,
    sectors: 5,
    bars: lake.version("other-one").rows,
  });
});

it("reads nothing but the datasets, and writes nothing", async () => {
  const secret = join(root, "secret.csv");
  writeFileSync(secret, "a\n1\n");
  const asked = (text: string) => lake.sql(Object.assign([text], { raw: [text] }));
  await expect(asked(`SELECT * FROM read_csv('${secret}')`)).rejects.toThrow(/Permission Error/);
  for (const text of [
    `COPY (SELECT 1) TO '${root}/out.csv'`,
    "DROP VIEW demo",
    "SELECT 1; SELECT 2",
    "SET enable_external_access = true",
    "ATTACH 'x.db'",
  ]) {
    await expect(asked(text), text).rejects.toThrow(/a query is one SELECT|Permission Error/);
  }
  await expect(lake.sql`SELECT clos FROM demo`).rejects.toThrow(/data\.Lake\.sql: Binder Error.*clos/);
  await expect(lake.sql`SELECT * FROM dem`).rejects.toThrow(/Table with name dem does not exist/);
});

it("keeps a hold-out closed unless it is read, and tells the run what was used", async () => {
  const used: DataUse[] = [];
  setRecorder({ runId: "r", dataUsed: (use) => used.push(use), trial: () => {} });
  lake.lock("demo", { from: "2018-10-01" });
  const last = async (options: SqlOptions) =>
    (
      await lake.sql(
        options as object,
      )`SELECT max(date)::VARCHAR AS last FROM (SELECT date FROM demo UNION ALL SELECT date FROM demo.actions)`
    ).get("last", 0);
  expect(await last({})).toBe("2018-09-28");
  expect(await last({ holdout: "read" })).toBe("2018-12-31");
  expect(used.map(({ dataset, to, holdout }) => [dataset, to, holdout?.reads])).toEqual([
    ["demo", "2018-09-28", 0],
    ["demo", "2018-12-31", 1],
  ]);
  lake.unlock("demo", { reason: "done" });
});

it("sees what was known at a moment", async () => {
  const rows = await lake.sql({ asOf: "2018-03-01" })`SELECT max(date)::VARCHAR AS last FROM demo`;
  expect(rows.get("last", 0)).toBe("2018-03-01");
  expect(() => lake.sql({ asof: "2018-03-01" } as object)).toThrow(/asof/);
});
