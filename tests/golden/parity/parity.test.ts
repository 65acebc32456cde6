import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as core from "../../../lib/src/core/index.js";
import * as expr from "../../../lib/src/expr/index.js";
import * as ic from "../../../lib/src/ic/index.js";
import * as risk from "../../../lib/src/risk/index.js";
import published from "../risk/published.json" with { type: "json" };
import { publishedRows } from "./published.mjs";
import { equal, parityRows } from "./rows.mjs";

const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
const library = { core, expr, ic, risk };
const peers = Object.assign({}, ...["peers", "qlib", "vectorbt"].map((name) => read(name).figures));
const rows = parityRows(library, read("input"), peers);

test.each(rows)("$peer: $what", ({ ours, theirs, convention, under }) => {
  expect(equal(under ?? ours, theirs), `${under ?? ours} for ${theirs}`).toBe(true);
  // A convention that parts nothing would be an excuse.
  if (convention !== undefined) expect(equal(ours, theirs), convention).toBe(false);
});

test("every figure that was taken from a peer is compared", () => {
  const compared = new Set(rows.map(({ peer, key }) => `${peer} ${key}`));
  const taken = Object.entries(peers as Record<string, object>).flatMap(([peer, figures]) =>
    Object.keys(figures).map((key) => `${peer} ${key}`),
  );
  expect(taken.filter((name) => !compared.has(name))).toEqual([]);
});

test.each(publishedRows(library, published))("$source: $figure is $printed", ({ printed, rounded }) => {
  expect(rounded).toBe(printed);
});
