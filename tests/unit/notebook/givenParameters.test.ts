import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { givenParameters } from "../../../lib/src/notebook/index.js";
import { gridSets } from "../../../lib/src/notebook/parameters/gridSets.js";
import { jsonSchema } from "../../../lib/src/notebook/parameters/schema.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-given-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("given parameters", () => {
  it("come from flags before the environment before the file, and say so", () => {
    const path = file("study.yaml", "dataset: demo\nhorizon: 5\n\ndelay: 1\n");
    const env = { ASSAY_PARAM_horizon: "10", ASSAY_PARAM_delay: "2", HORIZON: "3" };
    expect(givenParameters({ flags: { delay: "0" }, env, file: path })).toEqual({
      values: { dataset: "demo", horizon: "10", delay: "0" },
      origins: { dataset: `${path}, line 1`, horizon: "ASSAY_PARAM_horizon", delay: "-p" },
    });
  });

  it("are read from JSON too, and are none by default", () => {
    const path = file("study.json", '{\n "horizons": [1, 5]\n}');
    const { values, origins } = givenParameters({ env: {}, file: path });
    expect(values).toEqual({ horizons: [1, 5] });
    expect(origins.horizons).toBe(`${path}, line 2`);
    expect(givenParameters({ env: {} })).toEqual({ values: {}, origins: {} });
  });

  it.each([
    ["list.yaml", "- 1\n- 2", "line 1, column 1: the file must hold one value per parameter name"],
    ["torn.yaml", "a: 1\nb: [1", "line 2, column"],
    ["twice.yaml", "a: 1\na: 2", "line 2, column 1: is not YAML: Map keys must be unique"],
  ])("are refused from %s with the line", (name, text, message) => {
    expect(() => givenParameters({ env: {}, file: file(name, text) })).toThrow(message);
  });

  it("are refused from a file that is not there", () => {
    expect(() => givenParameters({ env: {}, file: join(folder, "none.yaml") })).toThrow("can not be read");
  });
});

describe("a grid", () => {
  const shape = {
    horizon: z.number(),
    dataset: z.string(),
    horizons: z.array(z.number()),
    maybe: z.array(z.number()).nullable(),
  };
  const specs = Object.entries(shape).map(([name, schema]) => {
    const rest = { type: "", required: false, default: undefined, description: "", allowed: null };
    return { name, ...rest, schema: jsonSchema(schema) };
  });

  it("is every combination; the last parameter changes fastest", () => {
    expect(gridSets(specs, { maybe: null }, { horizon: "5, 10", dataset: "a,b" })).toEqual([
      { maybe: null, horizon: "5", dataset: "a" },
      { maybe: null, horizon: "5", dataset: "b" },
      { maybe: null, horizon: "10", dataset: "a" },
      { maybe: null, horizon: "10", dataset: "b" },
    ]);
  });

  it.each<[string, string | unknown[], unknown[]]>([
    ["horizons", "1,5,21", ["1,5,21"]],
    ["horizons", "1,5;1,21", ["1,5", "1,21"]],
    ["maybe", "1,5;null", ["1,5", "null"]],
    ["dataset", "a,b;", ["a,b"]],
    ["dataset", ["a,b", "c"], ["a,b", "c"]],
    ["horizons", [[1], [1, 5]], [[1], [1, 5]]],
    ["unknown", "1,2", ["1", "2"]],
  ])("of %s %j has the values %j", (name, given, values) => {
    expect(gridSets(specs, {}, { [name]: given }).map((set) => set[name])).toEqual(values);
  });

  it("without a grid is the values as they are, and an empty list of values is refused", () => {
    expect(gridSets(specs, { dataset: "a,b" }, {})).toEqual([{ dataset: "a,b" }]);
    expect(() => gridSets(specs, {}, { horizon: [] })).toThrow("the grid has no value for horizon");
  });
});
