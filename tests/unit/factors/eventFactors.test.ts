import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { events, Market } from "../../../lib/src/data/index.js";
import { evaluate, type Factor } from "../../../lib/src/expr/index.js";
import { expectCausal, set } from "../../../lib/src/factors/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";
import { type EventMarket, eventMarket, eventTables } from "../../support/eventMarket.js";

const THREE_DAYS = 3 * 86_400_000;

const raw = Market.from(syntheticMarket({ seed: 5, symbols: 16, years: 3 }));
const dir = mkdtempSync(join(tmpdir(), "assay-events-"));
let market: EventMarket;
let tables: readonly events.EventTable[];

beforeAll(async () => {
  tables = await eventTables(raw, dir);
  market = eventMarket(raw, tables);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("the made-up files are whole, and what they hold is known at all hours", () => {
  for (const { loss, name } of tables) expect(loss.fallen, name).toBeLessThan(0.05 * loss.total);
  const read = new Set(
    set("events").flatMap(({ factor }) => factor.fields.filter((field) => field.startsWith("events."))),
  );
  for (const field of read) expect(market.fields).toContain(field);
  expect(raw.actions.some(({ kind }) => kind === "split")).toBe(true);
});

describe.each(set("events").map(({ factor }): [string, Factor] => [factor.name, factor]))(
  "%s",
  (_, factor) => {
    test("does not change when later events and prices are gone", () => {
      expectCausal(market, factor, { cuts: 4 });
    });

    test("has values that differ", () => {
      const values = evaluate(market, factor).values.filter(Number.isFinite);
      expect(values.length).toBeGreaterThan(0.4 * market.time.length * market.assets.length);
      expect(new Set(values).size).toBeGreaterThan(2);
    });
  },
);

test("a join that uses the day of the event instead of the time of knowledge is caught", () => {
  const [earnings] = tables;
  const rows = Array.from({ length: earnings.length }, (_, i) => earnings.row(i));
  const { name, columns, fields } = earnings;
  const early = (known: typeof rows) =>
    events.EventTable.of({
      ...{ name, columns, fields },
      rows: known.map((row) => ({ ...row, known: row.event - THREE_DAYS })),
    });
  const leaky = early(rows).onto(raw);
  const source = {
    ...{ time: raw.time, assets: raw.assets, fingerprint: "leaky" },
    panel: (name: string) => leaky.panel(name),
    group: (name: string) => leaky.group(name),
    asOf: (date: string) => {
      const known = raw.asOf(date);
      const cut = Date.parse(`${date}T21:00:00Z`);
      return early(rows.filter((row) => row.known <= cut)).onto(known);
    },
  };
  expect(() => expectCausal(source, set("events")[0].factor, { cuts: 40 })).toThrow(
    /must not change when the future/,
  );
});
