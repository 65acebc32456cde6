import { beforeAll, expect, it, onTestFinished } from "vitest";
import { type DataUse, setRecorder } from "../../../../lib/src/core/index.js";
import { events, type Market, type MarketOptions, publishSynthetic } from "../../../../lib/src/data/index.js";
import { evaluate, type Factor, field } from "../../../../lib/src/expr/index.js";
import { get } from "../../../../lib/src/factors/index.js";
import { syntheticMarket } from "../../../../lib/src/sim/index.js";
import { tempLakeForFile } from "../lakes.js";
import { csvFile } from "./files.js";

const lake = tempLakeForFile();
const simulated = syntheticMarket({ seed: 5, symbols: 6, years: 2 });
const [first, second] = simulated.assets.symbols;
const split = { symbol: first, date: "2018-06-01", kind: "split", value: 2 } as const;

const rating = (symbol: string, date: string, change: number) => ({
  ...{ symbol, event: date, known: `${date}T20:30:00Z`, values: { change, target: 8 * change, house: "A" } },
});
const given = [
  rating(first, "2018-03-01", 1),
  rating(second, "2018-09-04", 2),
  rating(first, "2019-05-02", 3),
  rating(second, "2019-05-03", 4),
];
const ratings = events.EventTable.of({
  ...{ name: "ratings", rows: given },
  columns: [
    { name: "change", kind: "number" },
    { name: "target", kind: "number", unit: "USD/share" },
    { name: "house", kind: "text" },
  ],
  fields: {
    change: { take: "last", column: "change" },
    target: { take: "last", column: "target" },
    recent: { take: "count", sessions: 60 },
  },
});

beforeAll(async () => {
  const actions = [...simulated.actions, split];
  await publishSynthetic(lake, { ...simulated, actions }, { dataset: "demo" });
  await lake.keep(ratings);
});

function recorded(): DataUse[] {
  const used: DataUse[] = [];
  setRecorder({ dataUsed: (use) => used.push(use), trial: () => undefined });
  onTestFinished(() => setRecorder(undefined));
  return used;
}

const FIELDS = ["change", "target", "recent"].map((name) => `events.ratings.${name}`);
const panelsOf = (market: Market) => FIELDS.map((name) => market.panel(name));

it("gives a market the fields of a kept table by its name, or by a factor that reads it, and tells the run", async () => {
  const used = recorded();
  const market = await lake.market("demo", { events: ["ratings"] });
  const by = field("events.ratings.change").mul(field("close")).rank();
  const again = await lake.market("demo", { events: [by, field("close"), "ratings"] });
  const { fingerprint } = lake.eventVersions("ratings")[0];
  expect(used.map(({ dataset }) => dataset)).toEqual(["demo", "events/ratings", "demo", "events/ratings"]);
  expect(used[1]).toMatchObject({ version: "v1", fingerprint, rows: ratings.length });
  const joined = ratings.onto(await lake.market("demo"));
  for (const name of FIELDS) {
    expect(market.panel(name).equals(joined.panel(name)), name).toBe(true);
    expect(again.panel(name).equals(joined.panel(name)), name).toBe(true);
  }
  expect(evaluate(again, by).values.some((value) => value > 0)).toBe(true);
});

it("has the same values when the market begins later, up to splits and windows before its first session", async () => {
  const whole = await lake.market("demo", { events: ["ratings"] });
  const late = await lake.market("demo", { events: ["ratings"], from: "2019-01-02", to: "2019-10-01" });
  expect(late.time.label(0)).toBe("2019-01-02");
  panelsOf(late).forEach((panel, i) => {
    expect(panel.equals(panelsOf(whole)[i].reindex(panel.time, panel.assets)), FIELDS[i]).toBe(true);
  });
  expect(late.panel("events.ratings.target").at("2019-01-02", first)).toBe(4);
  const alone = ratings.onto(await lake.market("demo", { from: "2019-01-02", to: "2019-10-01" }));
  expect(panelsOf(alone).map((panel, i) => panel.equals(panelsOf(late)[i]))).toContain(false);
});

it("knows as of a day what was known then: later events change nothing, and are not seen", async () => {
  const then: MarketOptions = { events: ["ratings"], asOf: "2018-12-31" };
  const before = await lake.market("demo", then);
  const whole = panelsOf(await lake.market("demo", { events: ["ratings"], to: "2018-12-31" }));
  panelsOf(before).forEach((panel, i) => {
    expect(panel.values, FIELDS[i]).toEqual(whole[i].values);
  });
  const later = events.EventTable.of({
    ...{ name: "ratings", columns: ratings.columns, fields: ratings.fields, coverage: ratings.coverage },
    rows: Array.from({ length: ratings.length }, (_, i) => ratings.row(i)).map((row) =>
      row.known > Date.UTC(2019, 0, 1) ? { ...row, values: { ...row.values, change: -99 } } : row,
    ),
  });
  await lake.keep(later);
  panelsOf(await lake.market("demo", then)).forEach((panel, i) => {
    expect(panel.values, FIELDS[i]).toEqual(whole[i].values);
  });
  await lake.rollbackEvents("ratings", "v1");
});

it("says how to get a field that a market lacks, and which tables there are", async () => {
  const market = await lake.market("demo");
  expect(() => market.panel("events.ratings.change")).toThrow(
    /lake\.market\(DATASET, \{ events: \["ratings"\] \}\)/,
  );
  const sue: Factor = get("sue");
  await expect(lake.market("demo", { events: [sue] })).rejects.toThrow(/it has ratings.*--keep/);
});

it("answers SQL about a kept table: times in UTC, what was known at a moment, and a run that is told", async () => {
  const used = recorded();
  const rows =
    await lake.sql`SELECT symbol, event, known, change, house FROM events.ratings ORDER BY known, symbol`;
  expect(rows.numRows()).toBe(ratings.length);
  const last = rows.numRows() - 1;
  expect(rows.object(last)).toEqual({
    ...{ symbol: second, event: new Date("2019-05-03"), known: new Date("2019-05-03T20:30:00Z") },
    ...{ change: 4, house: "A" },
  });
  const joined = await lake.sql({ asOf: "2018-12-31" })`
    SELECT count(*) AS n, max(known) AS last FROM "events"."RATINGS" WHERE symbol IN (SELECT symbol FROM demo)`;
  expect(joined.object()).toEqual({ n: 2, last: new Date("2018-09-04T20:30:00Z") });
  expect(used.map(({ dataset }) => dataset)).toEqual(["events/ratings", "demo", "events/ratings"]);
  await expect(lake.sql`SELECT * FROM demo, (SELECT 'events' AS ratings)`).resolves.toBeDefined();
  expect(used.length).toBe(4);
});

it("reads a file of a kind by its name, with options as data", async () => {
  const file = csvFile(
    "ticker,when,score,next_return",
    "AAA,2020-01-02 16:30,3,0.1",
    "BBB,2020-01-03 09:00,,0.2",
  );
  const options = { name: "scores", symbol: "ticker", known: "when", drop: ["next_*"] };
  const table = await events.readKind("table", file, options);
  expect([table.name, table.length, Object.keys(table.fields)]).toEqual(["scores", 2, ["score"]]);
  expect(table.named("other").fingerprint).toBe(table.fingerprint);
  expect(() => table.named("a b")).toThrow(/letters, digits and _/);
  await expect(events.readKind("tables", file)).rejects.toThrow(/kind/);
  await expect(events.readKind("table", file, { ...options, drop: "next_*" })).rejects.toThrow(/option drop/);
  await expect(events.readKind("table", file, { ...options, drops: [] })).rejects.toThrow(
    /did you mean drop/,
  );
  await expect(events.readKind("table", file, { ...options, drop: [] })).rejects.toThrow(
    /--drop next_return/,
  );
});

it("describes every kind: reader, columns, fields that its columns carry", () => {
  for (const { name, columns, fields, known } of events.EVENT_KINDS) {
    expect(known, name).not.toBe("");
    const names = columns.map((column) => column.name);
    for (const { column } of Object.values(fields)) if (column) expect(names, name).toContain(column);
  }
  expect(events.EVENT_KINDS.map(({ name }) => name)).toEqual([
    ...["earnings", "insiders", "congress", "fundamentals", "news", "series", "table"],
  ]);
});
