import { expect, test } from "vitest";
import { factorNames, get, library, set, setNames, table } from "../../../lib/src/factors/index.js";

test("every factor has its own name and its own expression, and what a reader needs", () => {
  expect(new Set(factorNames).size).toBe(library.length);
  expect(new Set(library.map(({ factor }) => factor.hash)).size).toBe(library.length);
  for (const { factor, title, doc, unit, source } of library) {
    for (const text of [title, doc, unit, source]) expect(text, factor.name).toMatch(/\S/);
  }
});

test("every set is part of the library, and the library of the sets", () => {
  const sets = setNames.map((name) => set(name));
  for (const factors of sets) {
    expect(new Set(factors).size).toBe(factors.length);
    for (const entry of factors) expect(library).toContain(entry);
  }
  expect(new Set(sets.flat()).size).toBe(library.length);
});

test("the core set stays as it is", () => {
  expect(set("core")).toHaveLength(12);
  expect(set("core")[0].factor).toBe(get("mom_12_1"));
  expect(table("core").toText()).toContain("Factor set core: 12 factors");
});

test("an unknown set is an error that names the nearest", () => {
  expect(() => set("cores")).toThrow("did you mean core?");
});

test("Alpha158 is complete: nine of the bar, four prices, 29 kinds over five windows", () => {
  expect(set("alpha158")).toHaveLength(9 + 4 + 29 * 5);
});

test("the table of the whole library stays readable", () => {
  const widest = Math.max(
    ...table()
      .toText()
      .split("\n")
      .map((line) => line.length),
  );
  expect(widest).toBeLessThan(400);
});
