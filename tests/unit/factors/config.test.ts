import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Factor } from "../../../lib/src/expr/index.js";
import { get, load, projectSets, set } from "../../../lib/src/factors/index.js";

let root: string;
const before = process.env.ASSAY_ROOT;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "assay-sets-"));
  mkdirSync(join(root, "config", "factors"), { recursive: true });
  process.env.ASSAY_ROOT = root;
});
afterAll(() => {
  if (before === undefined) delete process.env.ASSAY_ROOT;
  else process.env.ASSAY_ROOT = before;
  rmSync(root, { recursive: true });
});

/** Load a file `mine.yaml` with these lines after its name. */
function loaded(...lines: string[]) {
  writeFileSync(join(root, "config", "factors", "mine.yaml"), ["name: mine", ...lines].join("\n"));
  return load("mine");
}

function messageOf(...lines: string[]): string {
  try {
    loaded(...lines);
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

test("a file gives named factors in its dialects, with title, note, unit and place", () => {
  const mine = loaded(
    "description: Two",
    "dialect: qlib",
    "factors:",
    "  - name: a",
    "    formula: Ref($close, 5) / $close",
    "    title: First",
    "    note: Why",
    "    unit: ratio",
    "  - name: b",
    "    dialect: worldquant",
    "    formula: rank(close)",
  );
  expect([mine.name, mine.description]).toEqual(["mine", "Two"]);
  expect(mine.entries[0]).toMatchObject({
    title: "First",
    doc: "Why",
    unit: "ratio",
    source: "config/factors/mine.yaml, line 5",
  });
  expect(mine.get("a").hash).toBe(Factor.parse("close.lag(5) / close").hash);
  expect(mine.get("b").hash).toBe(Factor.parse("close.rank()").hash);
  expect(() => mine.get("c")).toThrow("the set mine has no such factor");
  expect(mine.toText()).toContain("Factor set mine: 2 factors");
});

test("a grid makes a factor for each combination, the last key fastest", () => {
  const { factors, entries } = loaded(
    "factors:",
    "  - name: m_{field}_{n}",
    '    formula: "{field}.mean({n}, { min: 2 })"',
    "    title: Mean of {field} over {n}",
    "    for: { field: [open, close], n: [5, 10] }",
  );
  expect(factors.map((factor) => factor.name)).toEqual(["m_open_5", "m_open_10", "m_close_5", "m_close_10"]);
  expect(factors[3].formula).toBe("close.mean(10, { min: 2 })");
  expect(entries[1].title).toBe("Mean of open over 10");
});

test("entries of the library and of other sets are taken in their place", () => {
  writeFileSync(
    join(root, "config", "factors", "other.yaml"),
    "name: other\nfactors:\n  - { name: x, formula: close }\n",
  );
  const { factors } = loaded("factors:", "  - set: other", "  - factor: rsi_14", "  - set: liquidity");
  expect(factors.slice(0, 2).map(({ name }) => name)).toEqual(["x", "rsi_14"]);
  expect(factors[1]).toBe(get("rsi_14"));
  expect(factors).toHaveLength(2 + set("liquidity").length);
  expect(projectSets()).toEqual(["mine", "other"]);
});

test("the library's sets and files anywhere are loaded the same way", () => {
  expect(load("core").factors).toEqual(set("core").map(({ factor }) => factor));
  expect(load("core").description).toContain("momentum, risk, liquidity");
  const path = join(root, "else.yml");
  writeFileSync(path, "name: else\nfactors: [{ factor: mom_12_1 }]");
  expect(load(path).factors).toEqual([get("mom_12_1")]);
});

describe("a mistake is one error with line, column, path and what to do", () => {
  const entry = (...lines: string[]) => ["factors:", "  - name: a", ...lines.map((line) => `    ${line}`)];
  test.each<[string, string[], string]>([
    [
      "an unknown key of the file",
      ["dialekt: qlib", "factors: [{ factor: rsi_14 }]"],
      'config/factors/mine.yaml, line 2, column 1: unknown key "dialekt"; known: name, description, dialect, factors (did you mean dialect?)',
    ],
    [
      "an unknown key of a factor",
      entry("formula: close", "titel: A"),
      'line 5, column 5, at factors[0]: unknown key "titel"; known: name, formula, title, note, unit, dialect, for (did you mean title?)',
    ],
    [
      "an unknown dialect",
      entry("formula: close", "dialect: zipline"),
      'line 5, column 14, at factors[0].dialect: Invalid option: expected one of "assay"|"qlib"|"worldquant", got "zipline"',
    ],
    [
      "a missing key",
      ["factors:", "  - formula: close"],
      "line 3, column 5, at factors[0].name: is required",
    ],
    ["no factors", ["factors: []"], "line 2, column 10, at factors: Too small"],
    ["the wrong type", ["factors: 3"], "line 2, column 10, at factors: expected array, got 3"],
    [
      "an entry of no kind",
      ["factors:", "  - name: a", "    formla: close"],
      'line 3, column 5, at factors[0]: needs formula or factor or set, got ["name","formla"] (did you mean formula?)',
    ],
    [
      "an unknown factor",
      ["factors:", "  - factor: mom_12_l"],
      "line 3, column 13, at factors[0].factor: the library has no such factor; its sets are core",
    ],
    [
      "an unknown set",
      ["factors:", "  - set: cor"],
      "line 3, column 10, at factors[0].set: there is no such set; there are core",
    ],
    [
      "a bad name",
      ["factors:", "  - { name: 1a, formula: close }"],
      'line 3, column 13, at factors[0].name: a factor\'s name starts with a letter and holds letters, digits, _ . -, got "1a"',
    ],
    [
      "a name that stands twice",
      ["factors:", "  - { name: a, formula: close }", "  - { name: a, formula: open }"],
      'line 4, column 5, at factors[1]: a factor of this name stands at line 3 already, got "a"',
    ],
    [
      "a place without values",
      entry("formula: close.lag({n})"),
      "line 4, column 14, at factors[0].formula: has no values for {n} (add for: { n: [...] })",
    ],
    [
      "values that the name does not tell apart",
      entry("formula: close.lag({n})", "for: { n: [1, 2] }"),
      'line 3, column 11, at factors[0].name: must hold {n}, which has values, got "a"',
    ],
    [
      "a text that needs quotes",
      entry("formula: close.mean(5, { min: 2 })"),
      'line 4, column 14: is not YAML: Nested mappings are not allowed in compact mappings (a text that holds ": " needs quotes, or lines of its own after |)',
    ],
    ["no YAML at all", ["factors: [", "- 1"], "is not YAML: "],
  ])("%s", (_, lines, expected) => {
    const message = messageOf(...lines);
    expect(message).toMatch(/^factors\.load: config\/factors\/mine\.yaml, line \d+, column \d+/);
    expect(message).toContain(expected);
  });

  test.each<[string, string[], string]>([
    ["plain", ["formula: close + clsoe.laag(3)"], "line 4, column 28"],
    ["quoted", ['formula: "close + clsoe.laag(3)"'], "line 4, column 29"],
    ["of several lines", ["formula: |", "  close", "    + clsoe.laag(3)"], "line 6, column 17"],
    ["folded", ["formula: >", "  close +", "  clsoe.laag(3)"], "line 6, column 13"],
    ["plain over two lines", ["formula: close +", "  clsoe.laag(3)"], "line 5, column 13"],
  ])("of a formula that is %s: the line and a mark under it", (_, lines, where) => {
    const message = messageOf(...entry(...lines));
    expect(message).toContain(`${where}, at factors[0].formula: unknown function "laag" (did you mean lag?)`);
    const [, shown, mark] = message.split("\n");
    expect(shown.slice(mark.indexOf("^"))).toMatch(/^laag\(3\)/);
  });

  test("of a formula with values: which ones, and where in the file", () => {
    const message = messageOf(
      "factors:",
      "  - { name: 'a_{n}', formula: 'close.lag({n}) + close.mean({n}).laag()', for: { n: [21, 0] } }",
    );
    expect(message).toContain('unknown function "laag" (did you mean lag?) (with n = 21)');
    expect(message.split("\n")[2].indexOf("^")).toBe(message.split("\n")[1].indexOf("laag()"));
    const zero = messageOf(
      "factors:",
      "  - { name: 'a_{n}', formula: 'close.lag({n})', for: { n: [21, 0] } }",
    );
    expect(zero).toContain("n must be a positive integer, got 0");
    expect(zero).toContain("(with n = 0)");
  });
});

test("a file that does not bear its name, the library's name, or refers to itself is refused", () => {
  const write = (file: string, text: string) => writeFileSync(join(root, "config", "factors", file), text);
  write("misnamed.yaml", "name: other\nfactors: [{ factor: rsi_14 }]");
  expect(() => load("misnamed")).toThrow("the name must be that of the file, misnamed");
  write("core.yaml", "name: core\nfactors: [{ factor: rsi_14 }]");
  expect(() => load(join(root, "config/factors/core.yaml"))).toThrow("the library has a set of this name");
  write("one.yaml", "name: one\nfactors: [{ set: two }]");
  write("two.yaml", "name: two\nfactors: [{ set: one }]");
  expect(() => load("one")).toThrow(
    "in a circle: config/factors/one.yaml → config/factors/two.yaml → config/factors/one.yaml",
  );
  expect(() => load("twoo")).toThrow("did you mean two?");
  expect(() => load("none.yaml")).toThrow("there is no such file");
});

test("the example of the project is read", () => {
  const { factors } = load(resolve(import.meta.dirname, "../../../config/factors/example.yaml"));
  expect(factors.map(({ name }) => name)).toEqual([
    "roc_5",
    "roc_21",
    "roc_63",
    "volume_shock",
    "alpha_12",
    "calm_trend",
    "mom_12_1",
    "amihud_21",
  ]);
});
