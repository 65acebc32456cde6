import { makeNode } from "../check.js";
import { constNode, type Node, type Params } from "../node.js";

/** The words of a dialect for the operators of the language. */
export interface Dictionary {
  /** The name of a field; `undefined` for one that the dialect does not know. */
  field(name: string): string | undefined;
  /** What is said in one go: its text, or another expression of the same values. */
  phrase?(node: Node): string | Node | undefined;
  /** Operators that are said in terms of others. */
  readonly expand: Readonly<Record<string, (node: Node) => Node>>;
  /** Operators that are functions; `undefined` for parameters that the function does not have. */
  readonly call: Readonly<Record<string, (args: readonly string[], params: Params) => string | undefined>>;
}

/** Operators between two sides, the same in all dialects, and how tightly they bind. */
export const INFIX: Readonly<Record<string, readonly [symbol: string, precedence: number]>> = {
  gt: [">", 4],
  ge: [">=", 4],
  lt: ["<", 4],
  le: ["<=", 4],
  eq: ["==", 4],
  add: ["+", 7],
  sub: ["-", 7],
  mul: ["*", 8],
  div: ["/", 8],
};

/** `name(x, …)` of the inputs alone. */
export const call = (name: string) => (args: readonly string[]) => `${name}(${args.join(", ")})`;

/** `name(x, …, n)`: the inputs, then the number of sessions. */
export const overDays = (name: string) => (args: readonly string[], params: Params) =>
  `${name}(${[...args, params.n].join(", ")})`;

const node = (op: string, ...args: readonly (Node | number)[]): Node =>
  makeNode(
    op,
    args.map((arg) => (typeof arg === "number" ? constNode(arg) : arg)),
  );
const again = (op: string, { args = [], params }: Node): Node => makeNode(op, args, params);

/** What every dialect lacks a word for, in simpler terms. */
export const simpler: Dictionary["expand"] = {
  neg: ({ args: [x] = [] }) => node("mul", -1, x),
  returns: ({ args: [x] = [], params }) => node("sub", node("div", x, makeNode("lag", [x], params)), 1),
  logReturns: ({ args: [x] = [], params }) => node("log", node("div", x, makeNode("lag", [x], params))),
  sqrt: ({ args: [x] = [] }) => node("power", x, 0.5),
  tsZscore: (z) => node("div", node("sub", inputOf(z), again("mean", z)), again("std", z)),
  tsPosition: (z) =>
    node("div", node("sub", inputOf(z), again("min", z)), node("sub", again("max", z), again("min", z))),
  beta: ({ args: [x, y] = [], params }) =>
    node("div", makeNode("cov", [x, y], params), makeNode("variance", [y], params)),
};

/** In parentheses unless it is one word. */
export const grouped = (text: string): string => (/^[\w.]+$/.test(text) ? text : `(${text})`);

const inputOf = ({ args: [x] = [] }: Node): Node => x;

export const quotient = (x: Node, y: number): Node => node("div", x, y);
export const raised = (x: Node, y: number): Node => node("power", x, y);
