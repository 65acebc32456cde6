import { counted, escapeHtml, TableView } from "../core/index.js";
import { lineage } from "./lineage.js";
import type { Node } from "./node.js";

/** What the faces of a factor tell. */
interface Described {
  readonly name: string;
  readonly formula: string;
  readonly lookback: number;
  readonly fields: readonly string[];
  readonly hash: string;
  readonly node: Node;
}

/** Formula, look-back, fields read, hash. */
export function factorTable({ name, formula, lookback, fields, hash }: Described): TableView {
  return new TableView(
    [
      { key: "formula", value: formula },
      { key: "look-back", value: lookback === Infinity ? "whole history" : `${lookback} sessions` },
      { key: "reads", value: fields.join(", ") },
      { key: "hash", value: hash },
    ],
    {
      title: `Factor ${name === formula ? "" : name}`.trim(),
      columns: [
        { key: "key", label: "" },
        { key: "value", label: "" },
      ],
    },
  );
}

/** The table, and the lineage folded below it. */
export function factorHtml(factor: Described): string {
  const steps = lineage(factor.node);
  const tree = `<details><summary>lineage: ${counted(steps.length, "step")}</summary><pre>${escapeHtml(steps.join("\n"))}</pre></details>`;
  return `<div class="assay-factor">${factorTable(factor).toHtml()}${tree}</div>`;
}
