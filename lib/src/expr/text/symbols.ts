import { isLeaf, type Node } from "../node.js";
import { type Call, type Meaning, number } from "./dialect.js";

/** A function that is an operator of `inputs` inputs and nothing else. */
export const plain =
  (op: string, inputs: number): Meaning =>
  (call) => {
    call.expect(inputs);
    return call.make(
      op,
      Array.from({ length: inputs }, (_, i) => call.node(i)),
    );
  };

const TRUTHS = new Set(["gt", "ge", "lt", "le", "eq", "isMissing"]);

/** 1 or 0 for any number; what is 1 or 0 already stays as it is. */
function truth(node: Node, call: Call): Node {
  const { op, args = [] } = node;
  const is =
    TRUTHS.has(op) ||
    ((op === "mul" || op === "atLeast") && args.every((arg) => !isLeaf(arg) && TRUTHS.has(arg.op)));
  return is ? node : not(not(node, call), call);
}

const not = (node: Node, call: Call): Node => call.make("eq", [node, number(0)]);

/** Both, either, none: 1 for true, 0 for false, missing where a side is missing. */
export const both: Meaning = (call) =>
  call.make("mul", [truth(call.node(0), call), truth(call.node(1), call)]);
export const either: Meaning = (call) =>
  call.make("atLeast", [truth(call.node(0), call), truth(call.node(1), call)]);
export const none: Meaning = (call) => not(call.node(0), call);
export const unequal: Meaning = (call) => not(call.make("eq", [call.node(0), call.node(1)]), call);

/** Symbols that every dialect has. */
export const symbols: Readonly<Record<string, Meaning>> = {
  "+": plain("add", 2),
  "-": plain("sub", 2),
  "*": plain("mul", 2),
  "/": plain("div", 2),
  ">": plain("gt", 2),
  ">=": plain("ge", 2),
  "<": plain("lt", 2),
  "<=": plain("le", 2),
  "==": plain("eq", 2),
  "!=": unequal,
  "^": plain("power", 2),
  "**": plain("power", 2),
  "&": both,
  "&&": both,
  "|": either,
  "||": either,
  "!": none,
  negative: plain("neg", 1),
  "?": plain("where", 3),
};

const ARITHMETIC: Readonly<Record<string, (x: number, y: number) => number>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => x / y,
};

/** Symbols, with the arithmetic of numbers that are written out done at once: `1 - 0.25` is 0.75. */
export const folded: Readonly<Record<string, Meaning>> = {
  ...symbols,
  ...Object.fromEntries(Object.keys(ARITHMETIC).map((symbol) => [symbol, foldedBy(symbol)])),
};

function foldedBy(symbol: string): Meaning {
  return (call) => {
    const node = symbols[symbol](call);
    const [x, y] = (node.args ?? []).map((arg) =>
      arg.op === "const" ? Number(arg.params?.value) : Number.NaN,
    );
    const value = ARITHMETIC[symbol](x, y);
    return Number.isFinite(value) ? number(value) : node;
  };
}
