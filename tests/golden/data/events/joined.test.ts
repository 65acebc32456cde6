import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AssetIndex, Panel, TimeIndex } from "../../../../lib/src/core/index.js";
import { decisionsOf } from "../../../../lib/src/data/events/decisions.js";
import { events, Market } from "../../../../lib/src/data/index.js";
import { evaluate } from "../../../../lib/src/expr/index.js";
import { get, set } from "../../../../lib/src/factors/index.js";
import { expectClose, numbers } from "../../support.js";
import golden from "./joined.json" with { type: "json" };

const time = TimeIndex.of(golden.dates);
const assets = AssetIndex.of(golden.symbols);
const panel = (values: readonly (number | null)[]) => Panel.of(time, assets, numbers(values));
const { symbol, date, ratio: value } = golden.split;
let market = Market.fromPanels({
  fields: { close: panel(golden.close), volume: panel(golden.volume) },
  actions: [{ symbol, date, kind: "split", value }],
});

const dir = mkdtempSync(join(tmpdir(), "assay-events-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

beforeAll(async () => {
  const { congress, ...tables } = golden.files;
  const path = (name: string) => join(dir, name);
  writeFileSync(path("congress.json"), JSON.stringify(congress));
  for (const [name, lines] of Object.entries(tables))
    writeFileSync(path(`${name}.csv`), `${lines.join("\n")}\n`);
  const freight = { name: "shipping", dateFormat: "%m/%d/%Y", zone: "Europe/London", publishedAt: "13:00" };
  for (const table of [
    await events.earnings(path("earnings.csv")),
    await events.insiders(path("insiders.csv"), { drop: ["ret_1w"] }),
    await events.congress(path("congress.json")),
    await events.news(path("news.csv")),
    await events.series(path("shipping.csv"), freight),
    await events.fundamentals(path("fundamentals.csv")),
  ]) {
    expect(table.loss.fallen, table.name).toBe(0);
    market = table.onto(market);
  }
});

/** Every n-th session is kept. */
const kept = (values: Float64Array, width: number) =>
  values.filter((_, i) => Math.floor(i / width) % golden.every === 0);

test("sessions decide at the closes of exchange_calendars", () => {
  expect([...kept(decisionsOf(time), 1)]).toEqual(golden.closes);
});

test("the golden values hold every factor of the set", () => {
  expect(Object.keys(golden.factors).sort()).toEqual(
    set("events")
      .map(({ name }) => name)
      .sort(),
  );
});

test.each(Object.entries(golden.factors))("%s equals pandas", (name, expected) => {
  const factor = get(name);
  expectClose(kept(evaluate(market, factor).values, assets.length), numbers(expected), 1e-9);
  expect(expected.filter((each) => each !== null).length).toBeGreaterThan(0.2 * expected.length);
});
