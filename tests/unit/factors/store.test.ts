import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { Market } from "../../../lib/src/data/index.js";
import { evaluate, Factor } from "../../../lib/src/expr/index.js";
import { FactorStore, type StoreEntry, set } from "../../../lib/src/factors/index.js";
import { writeEntry } from "../../../lib/src/factors/store/entry.js";
import { appendHistory } from "../../../lib/src/factors/store/history.js";
import { storePaths } from "../../../lib/src/factors/store/paths.js";
import { appendRows } from "../../../lib/src/factors/store/segments.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";

const tables = syntheticMarket({ seed: 5, symbols: 9, years: 3 });
const market = Market.from(tables, "demo");
const dateOf = (row: number) => market.time.label(row);
const early = market.asOf(dateOf(499));
const { close, volume } = market;
const momentum = close.lag(21).div(close.lag(252)).sub(1).named("momentum");
const noisy = close.returns(1).std(20).mean(10).rank().named("noisy");

let dir: string;
let store: FactorStore;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "assay-store-"));
  store = new FactorStore(dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const files = (folder: string): string[] =>
  readdirSync(join(dir, "features", folder), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] ^= 1;
  writeFileSync(path, bytes);
}

/** The first place where two panels differ in a bit, missing values apart. */
const same = (a: Panel, b: Panel) =>
  a.values.findIndex((value, i) => !Object.is(value, b.values[i])) === -1 &&
  a.values.length === b.values.length;

/** Bring one factor up to date. */
async function update(known: Market, factor: Factor) {
  for await (const kept of store.update(known, [factor])) return kept;
  throw new Error("gave nothing");
}

describe("a factor store", () => {
  it("computes once, then reads the same bits", async () => {
    expect(store.get(market, momentum)).toBeUndefined();
    const first = await store.compute(market, momentum);
    expect(first).toMatchObject({ how: "computed", reason: "nothing was stored", warnings: [] });
    const again = await new FactorStore(dir).compute(market, momentum);
    expect(again).toMatchObject({ how: "stored", reason: "", warnings: [] });
    expect(same(first.panel, evaluate(market, momentum))).toBe(true);
    expect(same(again.panel, first.panel)).toBe(true);
    expect(again.panel.name).toBe("momentum");
    expect(again.panel.time.equals(market.time)).toBe(true);
    expect(store.get(market, momentum)?.entry).toEqual(first.entry);
    expect(same(store.read("momentum"), first.panel)).toBe(true);
    expect(store.history("momentum").versions.length).toBe(1);
  });

  it("knows what it was computed from", async () => {
    await store.compute(market, momentum);
    expect(store.describe("momentum")).toMatchObject({
      factor: { name: "momentum", hash: momentum.hash, formula: momentum.formula },
      dataset: "demo",
      source: market.fingerprint,
      how: "computed",
      symbols: market.assets.symbols,
    });
    expect(Factor.fromJSON({ expression: store.describe("momentum").expression }).hash).toBe(momentum.hash);
    expect(store.toText()).toMatch(/momentum\s+demo\s+v1\s+1\s/);
  });

  it("extends with later dates, and reads only what they need", async () => {
    await store.compute(early, noisy);
    const later = await store.compute(market, noisy);
    expect(later).toMatchObject({ how: "extended", reason: "", warnings: [] });
    expect(later.entry.how).toEqual({ extended: store.get(early, noisy)?.entry.key, readFrom: dateOf(460) });
    expect(same(later.panel, evaluate(market, noisy))).toBe(true);
    expect(store.history("noisy").versions.map(({ version }) => version)).toEqual(["v1", "v2"]);
    const fresh = new FactorStore(mkdtempSync(join(tmpdir(), "assay-store-")));
    const whole = await fresh.compute(market, noisy);
    expect(whole.entry).toMatchObject({ key: later.entry.key, how: "computed" });
    expect(same(whole.panel, later.panel)).toBe(true);
    rmSync(fresh.dir, { recursive: true });
  });

  it("extends to the bits of a whole computation, wherever the cuts are", async () => {
    const factors = [
      ...set("core").map(({ factor }) => factor),
      noisy,
      close.kurt(15).zscore().named("bulge"),
    ];
    const lower = Math.max(...factors.map(({ lookback }) => (Number.isFinite(lookback) ? lookback : 0)));
    expect(lower).toBeLessThan(market.time.length - 30);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...factors),
        fc.integer({ min: 1, max: market.time.length - 2 }),
        fc.integer({ min: 1, max: market.time.length - 1 }),
        async (factor, a, b) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)];
          const own = new FactorStore(mkdtempSync(join(tmpdir(), "assay-store-")));
          for (const cut of [first, second, market.time.length - 1]) {
            const known = market.asOf(dateOf(cut));
            expect(same((await own.compute(known, factor)).panel, evaluate(known, factor))).toBe(true);
          }
          rmSync(own.dir, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("writes new dates only, and few files however often it is extended", async () => {
    const rows = (entry: StoreEntry) => entry.segments.map((segment) => segment.rows);
    const first = await update(early, noisy);
    expect(rows(first.entry)).toEqual([500]);
    const seen = new Set(files("values"));
    for (let row = 500; row < 520; row++) {
      const { how, entry } = await update(market.asOf(dateOf(row)), noisy);
      expect(how).toBe("extended");
      expect(entry.segments[0]).toEqual(first.entry.segments[0]);
      expect(entry.segments.length).toBeLessThan(7);
      for (const file of files("values").filter((each) => !seen.has(each))) {
        expect(statSync(file).size).toBeLessThan(21 * 9 * 8);
        seen.add(file);
      }
    }
    const last = await update(market.asOf(dateOf(519)), noisy);
    expect(last).toMatchObject({ how: "stored", reason: "" });
    expect(rows(last.entry)).toEqual([500, 16, 4]);
    expect(same(store.read("noisy"), evaluate(market.asOf(dateOf(519)), noisy))).toBe(true);
    expect(rows((await update(market, noisy)).entry)).toEqual([market.time.length]);
    expect(same(store.read("noisy"), evaluate(market, noisy))).toBe(true);
  });

  it("reads the dates that are asked for, and nothing else", async () => {
    const { panel } = await store.compute(market, momentum);
    expect(same(store.read("momentum", { from: dateOf(600) }), panel.rows(600))).toBe(true);
    const span = { from: dateOf(10), to: dateOf(400) };
    expect(store.read("momentum", span).equals(panel.between(span.from, span.to))).toBe(true);
    expect(store.read("momentum", { from: dateOf(700), to: dateOf(650) }).shape).toEqual([0, 9]);
    flip(files("values")[0], 100);
    expect(same(store.read("momentum", { from: dateOf(256) }), panel.rows(256))).toBe(true);
    expect(() => store.read("momentum", { from: dateOf(255) })).toThrow(/its values were changed/);
  });

  it.each([
    ["an infinite look-back", close.ewm({ span: 10 }).named("smooth"), "its look-back is the whole history"],
    [
      "windows without an early common start",
      close.mean(7).std(11).max(13).named("odd"),
      "its windows leave nothing to save",
    ],
  ])("computes again with %s, and says so", async (_, factor, reason) => {
    await store.compute(early, factor);
    const later = await store.compute(market, factor);
    expect(later).toMatchObject({ how: "computed", reason });
    expect(same(later.panel, evaluate(market, factor))).toBe(true);
  });

  it("computes again when earlier data, symbols or the expression changed, and says which", async () => {
    await store.compute(early, noisy);
    const revised = revise("close", (values) => {
      values[3000] *= 1.01;
    });
    expect(await store.compute(revised, noisy)).toMatchObject({
      how: "computed",
      reason: "earlier data changed",
    });
    const fewer = Market.from({ ...tables, ...fewerSymbols() }, "demo");
    expect(await store.compute(fewer, noisy)).toMatchObject({ reason: "the symbols changed" });
    const other = noisy.neg().named("noisy");
    expect(await store.compute(market, other)).toMatchObject({ reason: "its expression changed" });
    const shorter = market.asOf(dateOf(300));
    expect(await store.compute(shorter, noisy)).toMatchObject({ how: "computed" });
    expect(store.history("noisy").versions.length).toBe(5);
  });

  it("computes again when the engine changed, and says so", async () => {
    const { entry, panel } = await store.compute(early, noisy);
    rmSync(join(dir, "features"), { recursive: true });
    const paths = storePaths(dir);
    const segments = appendRows(paths, [], { values: panel.values, width: 9 });
    const old = writeEntry(paths, { ...entry, segments, engine: "another", key: "ab".repeat(32) });
    appendHistory(paths, { name: "noisy", dataset: "demo", action: "publish", key: old.key });
    expect(await store.compute(market, noisy)).toMatchObject({
      how: "computed",
      reason: "the engine changed",
    });
    expect(store.diff("noisy", { from: "v1" })).toMatchObject({ changed: 0 });
    expect(store.diff("noisy", { from: "v1" }).causes.length).toBe(2);
  });

  it("does not mind a change in what the factor does not read", async () => {
    await store.compute(market, momentum);
    const revised = revise("volume", (values) => values.fill(1));
    expect(await store.compute(revised, momentum)).toMatchObject({ how: "stored" });
    expect(await store.compute(revised, volume.lag(1).named("v"))).toMatchObject({ how: "computed" });
  });

  it("minds a change of the groups that it reads", async () => {
    const grouped = close.rank({ by: "sector" }).named("grouped");
    await store.compute(market, grouped);
    const sectors = [...tables.sectors];
    [sectors[0], sectors[1]] = ["one", "two"];
    const regrouped = Market.from({ ...tables, sectors }, "demo");
    const again = await store.compute(regrouped, grouped);
    expect(again.how).toBe("computed");
    expect(same(again.panel, evaluate(regrouped, grouped))).toBe(true);
  });

  it("gives many, the stored ones first, and tells its progress", async () => {
    const factors = set("core").map(({ factor }) => factor);
    await store.compute(market, factors[3]);
    const told: string[] = [];
    const hows: string[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }) => told.push(`${done}/${total}`);
    for await (const { how, index, factor, panel } of store.computeEach(market, factors, { onProgress })) {
      hows.push(how);
      expect(factor).toBe(factors[index]);
      expect(same(panel, evaluate(market, factor))).toBe(true);
    }
    expect(hows).toEqual(["stored", ...Array(factors.length - 1).fill("computed")]);
    expect(told).toEqual(factors.map((_, i) => `${i + 1}/${factors.length}`));
    expect(store.verify()).toMatchObject({ ok: true, checked: factors.length });
  });

  it("stores what was done before it was aborted, and nothing else", async () => {
    const controller = new AbortController();
    const factors = set("core").map(({ factor }) => factor);
    const run = async () => {
      let done = 0;
      for await (const _ of store.computeEach(market, factors, { signal: controller.signal })) {
        if (++done === 2) controller.abort();
      }
    };
    await expect(run()).rejects.toThrow(/was cancelled/);
    expect(store.verify()).toMatchObject({ ok: true, checked: 2 });
    expect(files("values").length).toBe(2);
  });

  it.each([
    [() => store.computeEach(market, [momentum], { thread: 2 } as never), /unknown option "thread"/],
    [() => store.read("momentun"), /no such factor is stored, got "momentun" \(did you mean momentum\?\)/],
    [() => store.read("momentum", { version: "v9" }), /has no such version; it has v1, got "v9"/],
    [() => store.read("momentum", { dataset: "other" }), /no such factor is stored/],
    [() => store.diff("momentum", { from: "v1", till: "v2" } as never), /unknown option "till"/],
    [() => store.collect({ keep: 0 }), /keep must be a positive integer/],
  ])("refuses what cannot be meant (%#)", async (call, message) => {
    await store.compute(market, momentum);
    expect(call).toThrow(message);
  });
});

describe("damage", () => {
  const damages: readonly (readonly [string, () => void, RegExp])[] = [
    ["a flipped bit", () => flip(files("values")[0], 4001), /its values were changed/],
    ["a truncated file", () => truncateSync(files("values")[0], 800), /its values are 800 bytes/],
    ["missing values", () => rmSync(files("values")[0]), /its values are gone/],
    [
      "an unreadable description",
      () => truncateSync(files("entries")[0], 100),
      /its description is not readable/,
    ],
    [
      "a changed description",
      () => rewrite(files("entries")[0], '"demo"', '"Demo"'),
      /its description was changed/,
    ],
  ];

  it.each(damages)("%s is found, told, and computed again", async (_, harm, problem) => {
    const { panel } = await store.compute(market, momentum);
    harm();
    expect(store.verify().ok).toBe(false);
    expect(store.verify().problems[0].problem).toMatch(problem);
    expect(() => store.read("momentum")).toThrow(/v1 is damaged: its .* \(compute it again\)/);
    expect(store.get(market, momentum)).toBeUndefined();
    const again = await store.compute(market, momentum);
    expect(again.how).toBe("computed");
    expect(again.warnings.length).toBe(1);
    expect(again.warnings[0]).toMatch(problem);
    expect(same(again.panel, panel)).toBe(true);
    expect(store.verify()).toMatchObject({ ok: true });
    expect(store.history("momentum").versions.length).toBe(1);
  });

  it.each(damages)("%s is never extended", async (_, harm, problem) => {
    await store.compute(early, noisy);
    harm();
    const later = await store.compute(market, noisy);
    expect(later).toMatchObject({ how: "computed", reason: "what was stored is damaged" });
    expect(later.warnings[0]).toMatch(problem);
    expect(same(later.panel, evaluate(market, noisy))).toBe(true);
  });

  it("of older values does not matter to an update, and is found by who reads them", async () => {
    await store.compute(early, noisy);
    flip(files("values")[0], 4001);
    expect(await update(market.asOf(dateOf(510)), noisy)).toMatchObject({ how: "extended", warnings: [] });
    expect(() => store.read("noisy")).toThrow(/v2 is damaged: its values were changed/);
    expect(await update(market, noisy)).toMatchObject({
      how: "computed",
      reason: "what was stored is damaged",
    });
    expect(same(store.read("noisy"), evaluate(market, noisy))).toBe(true);
    for (const file of files("values")) rmSync(file);
    const again = await update(market, noisy);
    expect(again.how).toBe("computed");
    expect(again.warnings).toEqual(Array(2).fill(expect.stringMatching(/: its values are gone$/)));
  });

  it("an entry of an earlier layout is told and computed again", async () => {
    const { entry } = await store.compute(market, momentum);
    const { segments: _, ...old } = { ...entry, schema: 1, values: "ab".repeat(32) };
    rmSync(files("values")[0]);
    writeEntry(storePaths(dir), old as never);
    expect(store.verify().problems[0].problem).toBe("it was written by an earlier version of Assay");
    const again = await store.compute(market, momentum);
    expect(again.how).toBe("computed");
    expect(again.warnings).toEqual([
      `${entry.key.slice(0, 12)}: it was written by an earlier version of Assay`,
    ]);
    expect(store.verify().ok).toBe(true);
  });

  it("every flipped bit of a description is found", async () => {
    await store.compute(market.asOf(dateOf(3)), momentum);
    const [path] = files("entries");
    const intact = readFileSync(path);
    const panel = store.read("momentum");
    fc.assert(
      fc.property(fc.nat(intact.length - 2), fc.nat(7), (at, bit) => {
        const bytes = Buffer.from(intact);
        bytes[at] ^= 1 << bit;
        writeFileSync(path, bytes);
        expect(store.verify().ok).toBe(false);
      }),
    );
    writeFileSync(path, intact);
    expect(same(store.read("momentum"), panel)).toBe(true);
  });

  it("a torn line of a history costs that line only", async () => {
    await store.compute(early, momentum);
    appendFileSync(files("history")[0], '\n{"action":"publish","key":"0123');
    await store.compute(market, momentum);
    expect(store.history("momentum").versions.map(({ version }) => version)).toEqual(["v1", "v2"]);
    expect(store.read("momentum").time.length).toBe(market.time.length);
  });
});

describe("versions", () => {
  it("are told apart: dates, values, causes", async () => {
    const revised = revise("close", (values) => {
      values[600 * 9 + 2] *= 1.1;
    });
    const lagged = close.lag(1).named("lagged");
    await store.compute(early, lagged);
    await store.compute(market, lagged);
    await store.compute(revised, lagged);
    const longer = store.diff("lagged", { from: "v1", to: "v2" });
    expect(longer).toMatchObject({ changed: 0, compared: 500 * 9, removedDates: [] });
    expect(longer.addedDates.length).toBe(market.time.length - 500);
    const change = store.diff("lagged", { from: "v2" });
    expect(change.changes).toMatchObject([
      { symbol: market.assets.symbols[2], changed: 1, firstDate: dateOf(601), lastDate: dateOf(601) },
    ]);
    expect(change.changes[0].maxRel).toBeCloseTo(0.1, 12);
    expect(change.causes.length).toBe(1);
    expect(change.toText()).toMatch(/lagged on demo: v2 → v3\ndata: /);
    expect(change.toHtml()).toContain("<table>");
  });

  it("are rolled back without touching what a market gives", async () => {
    await store.compute(early, momentum);
    await store.compute(market, momentum);
    expect(store.read("momentum").time.length).toBe(market.time.length);
    expect(store.rollback("momentum", "v1").version).toBe("v1");
    expect(store.read("momentum").time.length).toBe(500);
    expect(await store.compute(market, momentum)).toMatchObject({ how: "stored" });
    expect(store.read("momentum").time.length).toBe(500);
    store.rollback("momentum", "v2");
    expect(store.read("momentum").time.length).toBe(market.time.length);
  });

  it("are collected: the current one and the newest stay, and nothing that is needed goes", async () => {
    for (const row of [300, 400, 500, 600]) await store.compute(market.asOf(dateOf(row)), momentum);
    await store.compute(market, noisy);
    store.rollback("momentum", "v1");
    expect(store.collect()).toEqual({ versions: 0, files: 0, bytes: 0 });
    const collected = store.collect({ keep: 1 });
    expect(collected).toMatchObject({ versions: 2, files: 3 });
    expect(collected.bytes).toBeGreaterThan(100 * 9 * 8);
    const { versions } = store.history("momentum");
    expect(versions.map(({ removed }) => removed)).toEqual([false, true, true, false]);
    expect(store.verify()).toMatchObject({ ok: true, checked: 3 });
    expect(() => store.read("momentum", { version: "v2" })).toThrow(/it has v1, v4/);
    expect(await store.compute(market.asOf(dateOf(400)), momentum)).toMatchObject({ how: "extended" });
    expect(store.read("momentum", { version: "v2" }).time.length).toBe(401);
  });

  it("leave no leftovers of killed writers after a collection", async () => {
    await store.compute(market, momentum);
    const leftover = `${files("values")[0]}.99999999.0.tmp`;
    writeFileSync(leftover, "half");
    writeFileSync(join(dir, "features", "values", `${"ab".repeat(32)}.f64`), "orphan");
    expect(store.collect().files).toBe(0);
    expect(store.collect({ olderThan: 0 })).toMatchObject({ versions: 0, files: 2 });
    expect(store.verify()).toMatchObject({ ok: true, checked: 1 });
  });

  it("of one name on two datasets must be told apart", async () => {
    await store.compute(market, momentum);
    await store.compute(Market.from(tables, "other"), momentum);
    expect(() => store.read("momentum")).toThrow(/stored for several datasets: demo, other/);
    expect(store.read("momentum", { dataset: "other" }).name).toBe("momentum");
    expect(store.describe("momentum", { dataset: "other" }).dataset).toBe("other");
    await store.compute(market, momentum.named("alias"));
    expect(store.read("alias").name).toBe("alias");
    expect(files("entries").length).toBe(1);
  });
});

function revise(name: string, change: (values: Float64Array) => void): Market {
  const panel = tables.raw[name as "close"];
  const values = panel.values.slice();
  change(values);
  const raw = { ...tables.raw, [name]: Panel.of(panel.time, panel.assets, values, { name }) };
  return Market.from({ ...tables, raw }, "demo");
}

function fewerSymbols() {
  const symbols = tables.assets.symbols.slice(0, 8);
  const raw = Object.fromEntries(
    Object.entries(tables.raw).map(([name, panel]) => [name, panel.select(symbols)]),
  );
  const actions = tables.actions.filter(({ symbol }) => symbols.includes(symbol));
  return { raw: raw as typeof tables.raw, sectors: tables.sectors.slice(0, 8), actions };
}

function rewrite(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}
