import { counted } from "../core/index.js";
import { lookbackOf } from "./lookback.js";
import { isLeaf, type Node } from "./node.js";
import { print, printedParams } from "./print.js";

/**
 * The steps of an expression as a tree from the result down to the fields: operator, parameters, and the sessions of
 * history that the step needs. A step that occurs again is written once.
 */
export function lineage(node: Node): string[] {
  const lines: string[] = [];
  const seen = new Set<string>();
  const visit = (step: Node, own: string, below: string): void => {
    const formula = print(step);
    if (isLeaf(step)) return void lines.push(own + formula);
    const again = seen.has(formula);
    seen.add(formula);
    lines.push(`${own}${stepText(step)}${again ? ", as above" : ""}`);
    if (again) return;
    const args = step.args ?? [];
    args.forEach((arg, i) => {
      const last = i === args.length - 1;
      visit(arg, `${below}${last ? "└ " : "├ "}`, `${below}${last ? "  " : "│ "}`);
    });
  };
  visit(node, "", "");
  return lines;
}

function stepText(step: Node): string {
  const params = printedParams(step.params ?? {}).join(", ");
  const history = lookbackOf(step);
  const needs =
    history === Infinity ? "whole history" : history === 0 ? "" : `${counted(history, "session")} back`;
  return [`${step.op}${params && ` ${params}`}`, needs].filter(Boolean).join(" · ");
}
