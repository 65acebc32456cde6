import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { Market, openLake } from "../../../lib/src/data/index.js";
import { evaluate } from "../../../lib/src/expr/index.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";
import { tempDir, writeText } from "./lakes.js";

const DATES = ["2020-01-06", "2020-01-07", "2020-01-08", "2020-01-09"];
const SYMBOLS = ["A", "B"];
const panel = (rows: (number | null)[][]) => Panel.fromArrays(DATES, SYMBOLS, rows);

const close = panel([
  [10, 20],
  [11, 21],
  [5, null],
  [6, 22],
]);
const volume = panel([
  [100, 200],
  [110, 210],
  [220, null],
  [200, 0],
]);
const market = Market.fromPanels({
  name: "small",
  fields: { close, volume, mood: volume },
  sectors: ["Tech", null],
  actions: [
    { symbol: "A", date: "2020-01-08", kind: "split", value: 2 },
    { symbol: "B", date: "2020-01-09", kind: "dividend", value: 2.1 },
  ],
});

describe("a market", () => {
  it("adjusts from the first date on", () => {
    expect([...market.panel("close").series("A")]).toEqual([10, 11, 10, 12]);
    expect([...market.panel("volume").series("A")]).toEqual([100, 110, 110, 100]);
    expect(market.panel("close").at("2020-01-09", "B")).toBeCloseTo(22 / (1 - 2.1 / 21), 12);
    expect(market.panel("raw.close").equals(close)).toBe(true);
    expect([...market.panel("dollar_volume").series("A")]).toEqual([1000, 1210, 1100, 1200]);
    expect([...market.panel("adjustment").series("A")]).toEqual([1, 1, 2, 2]);
  });

  it("is what factors are evaluated over", () => {
    const [returns, raw] = evaluate(market, [market.close.returns(), market.raw.close.returns()]);
    expect(returns.at("2020-01-08", "A")).toBeCloseTo(10 / 11 - 1, 12);
    expect(raw.at("2020-01-08", "A")).toBeCloseTo(5 / 11 - 1, 12);
    expect(evaluate(market, market.dollarVolume).at("2020-01-06", "B")).toBe(4000);
  });

  it("has the caller's own fields, unchanged", () => {
    expect(market.panel("mood").equals(volume)).toBe(true);
    expect(market.fields).toEqual([
      "close",
      "volume",
      "mood",
      "raw.close",
      "raw.volume",
      "dollar_volume",
      "adjustment",
    ]);
  });

  it("groups by sector, −1 where none is known", () => {
    expect(market.group("sector")).toEqual({ codes: Int32Array.of(0, -1), names: ["Tech"] });
    expect(() => market.group("industry")).toThrow(/no such grouping, got "industry" \(use sector\)/);
    expect(() => Market.fromPanels({ fields: { close } }).group("sector")).toThrow(/ingest sectors/);
  });

  it("names the fields it has when one is unknown", () => {
    expect(() => market.panel("clsoe")).toThrow(/it has close, volume.*got "clsoe" \(did you mean close\?\)/);
    expect(() => market.panel("open")).toThrow(/no such field/);
  });

  it("re-anchors between two dates, and keeps returns", () => {
    const later = market.between("2020-01-08", "2020-01-09");
    expect([...later.panel("close").series("A")]).toEqual([5, 6]);
    expect(later.actions).toHaveLength(2);
    expect(later.asOf("2020-01-08").actions).toHaveLength(1);
    expect(market.asOf("2019-01-01").time.length).toBe(0);
  });

  it("shows its size, span, coverage and sectors", () => {
    expect(market.toText()).toContain("Market small");
    expect(market.toText()).toContain("4, 2020-01-06 to 2020-01-09");
    expect(market.toText()).toContain("87.5 % of symbol-days");
    expect(market.toText()).toContain("1, 1 symbol without one: Tech");
    expect(market.toHtml()).toContain("<table>");
  });

  it("is made from a synthetic market without a lake", () => {
    const synthetic = syntheticMarket({ seed: 2, symbols: 20, years: 1 });
    const made = Market.from(synthetic);
    expect(made.panel("raw.close").equals(synthetic.raw.close)).toBe(true);
    expect(made.actions).toHaveLength(synthetic.actions.length);
  });

  it.each([
    [{ fields: { volume } }, /fields must hold close/],
    [{ fields: { close, volume: volume.select(["A"]) } }, /volume must have the dates and assets of close/],
    [{ fields: { close, "raw.close": close } }, /derived, got "raw.close"/],
    [{ fields: { close }, sectors: ["x"] }, /sectors must hold 2 names, got 1/],
    [
      { fields: { close }, actions: [{ symbol: "A", date: "2020-01-07", kind: "split", value: -1 }] },
      /must be positive, got -1/,
    ],
    [{ fields: { close }, sector: ["x", "y"] }, /did you mean sectors/],
  ])("refuses what cannot be meant (%#)", (given, message) => {
    expect(() => Market.fromPanels(given as never)).toThrow(message);
  });
});

describe("openLake", () => {
  it("takes the folder, or ASSAY_DATA, or data in the project upwards", () => {
    const project = tempDir();
    mkdirSync(join(project, "notebooks"));
    writeText(project, "package.json", '{ "workspaces": ["lib"] }');
    const [cwd, variable] = [process.cwd, process.env.ASSAY_DATA];
    onTestFinished(() => {
      process.cwd = cwd;
      if (variable === undefined) delete process.env.ASSAY_DATA;
      else process.env.ASSAY_DATA = variable;
    });
    process.cwd = () => join(project, "notebooks");
    delete process.env.ASSAY_DATA;
    expect(openLake().dir).toBe(join(project, "data"));
    process.env.ASSAY_DATA = join(project, "elsewhere");
    expect(openLake().dir).toBe(join(project, "elsewhere"));
    expect(openLake(join(project, "mine")).dir).toBe(join(project, "mine"));
    delete process.env.ASSAY_DATA;
    process.cwd = () => "/";
    expect(openLake().dir).toBe("/data");
  });
});
