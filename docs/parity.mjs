import { readFileSync } from "node:fs";
import * as core from "../lib/dist/core/index.js";
import * as expr from "../lib/dist/expr/index.js";
import * as ic from "../lib/dist/ic/index.js";
import * as risk from "../lib/dist/risk/index.js";
import { publishedRows } from "../tests/golden/parity/published.mjs";
import { equal, parityRows } from "../tests/golden/parity/rows.mjs";

const GOLDEN = new URL("../tests/golden/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, GOLDEN), "utf8"));
const library = { core, expr, ic, risk };

/** One table per peer; `table` makes Markdown of heads and rows. */
export function parityTables(table) {
  const taken = ["peers", "qlib", "vectorbt"].map((name) => read(`parity/${name}`));
  const versions = Object.assign({}, ...taken.map((one) => one.versions));
  const figures = Object.assign({}, ...taken.map((one) => one.figures));
  const rows = parityRows(library, read("parity/input"), figures);
  return [...new Set(rows.map((row) => row.peer))]
    .map((peer) => {
      const cells = rows.filter((row) => row.peer === peer).map(parityCells);
      return `### ${versions[peer].join(" ")}\n\n${table(["figure", "peer", "Assay", "the difference"], cells)}`;
    })
    .join("\n\n");
}

function parityCells({ peer, key, what, ours, theirs, convention, under }) {
  if (!equal(under ?? ours, theirs))
    throw new Error(`parity: ${peer} ${key} is ${theirs}, not ${under ?? ours}`);
  return [what, digits(theirs), digits(ours), convention ? `${convention}: ${digits(under)}` : "none"];
}

export function publishedTable(table) {
  const rows = publishedRows(library, read("risk/published"));
  return table(
    ["figure", "source", "printed", "Assay"],
    rows.map(({ figure, source, printed, ours }) => [figure, source, printed, digits(ours)]),
  );
}

/** Seven significant digits, the same on every machine. */
const digits = (value) => String(Number(value.toPrecision(7)));
