import { nearest } from "../../core/index.js";
import { missingNode, type Node, type Params } from "../node.js";
import { operators } from "../operators/index.js";
import { type Call, type Dialect, namedField, number } from "./dialect.js";
import { symbols } from "./symbols.js";
import type { Syntax } from "./syntax.js";

const registry = new Map(operators.map((operator) => [operator.name, operator]));

/** Our own syntax, what a factor's `formula` prints: infix arithmetic and method calls. */
export const assay: Dialect = {
  name: (name) => (name === "missing" ? missingNode : namedField(name)),
  functions: {
    ...symbols,
    field(call) {
      call.expect(1);
      const [arg] = call.syntax.args;
      return arg.kind === "text" && arg.value !== ""
        ? namedField(arg.value)
        : call.fail('write field("name")', arg.at);
    },
  },
  method(call) {
    const { name } = call.syntax;
    if (name === "clip") return clip(call);
    if (name === "neutralize") return neutralize(call);
    if (name === "fillMissing") {
      call.expect(1);
      return call.make("ifMissing", [target(call), number(call.number(0))]);
    }
    const operator = registry.get(name) ?? unknown(call);
    const inputs = Math.max(0, operator.arity - 1);
    const args = Array.from({ length: operator.name === "where" ? call.count : inputs }, (_, i) =>
      call.node(i),
    );
    if (operator.name === "where" && args.length === 1) args.push(missingNode);
    return call.make(name, [target(call), ...args], params(call, args.length));
  },
};

function target(call: Call): Node {
  return call.meaningOf(call.syntax.target as Syntax);
}

function unknown(call: Call): never {
  const { name } = call.syntax;
  const near = nearest(name, [...registry.keys(), "clip", "fillMissing"]);
  return call.fail(`unknown function ${JSON.stringify(name)}${near ? ` (did you mean ${near}?)` : ""}`);
}

/** Operators whose number of sessions is 1 where none is written, as in their methods. */
const ONE_SESSION = ["delta", "returns", "logReturns"];

/** Numbers in the order of the operator's required parameters, then options by name. */
function params(call: Call, from: number): Params {
  const { name, args } = call.syntax;
  const specs = Object.entries(registry.get(name)?.params ?? {});
  const required = specs.filter(([, spec]) => !spec.optional).map(([key]) => key);
  const given: Record<string, number | string | boolean> = ONE_SESSION.includes(name) ? { n: 1 } : {};
  args.slice(from).forEach((arg, k) => {
    if (arg.kind === "options") Object.assign(given, optionsOf(call, arg));
    else if (k < required.length && required[k] !== "alpha") given[required[k]] = call.number(from + k);
    else call.fail(`${name} takes no further argument`, arg.at);
  });
  return name === "ewm" || name === "ewmStd" ? withAlpha(given) : given;
}

function optionsOf(call: Call, options: Extract<Syntax, { kind: "options" }>): Params {
  return Object.fromEntries(
    options.entries.map(([key, value]) => {
      if (value.kind === "number" || value.kind === "text") return [key, value.value];
      if (value.kind === "name" && /^(true|false)$/.test(value.name)) return [key, value.name === "true"];
      return call.fail("an option is a number, a text, true or false", value.at);
    }),
  );
}

function withAlpha({ span, halfLife, ...rest }: Params): Params {
  if (typeof span === "number") return { ...rest, alpha: 2 / (span + 1) };
  return typeof halfLife === "number" ? { ...rest, alpha: 1 - 0.5 ** (1 / halfLife) } : rest;
}

function clip(call: Call): Node {
  call.expect(2);
  const bounded = call.make("atLeast", [target(call), number(call.number(0))]);
  return call.make("atMost", [bounded, number(call.number(1))]);
}

function neutralize(call: Call): Node {
  call.expect(0, 1);
  const [given] = call.syntax.args;
  if (given && given.kind !== "options") call.fail("expected options, { by, against, weights }", given.at);
  const options = new Map(given?.kind === "options" ? given.entries : []);
  const unread = [...options.keys()].find((key) => !["by", "against", "weights"].includes(key));
  if (unread) call.fail(`neutralize has no option ${unread}`);
  const [by, against, weights] = ["by", "against", "weights"].map((key) => options.get(key));
  if (by && by.kind !== "text") call.fail("by must be a text", by.at);
  const others = against === undefined ? [] : against.kind === "list" ? against.items : [against];
  const inputs = others.map((other) => call.meaningOf(other));
  const weight = weights ? call.meaningOf(weights) : number(1);
  return call.make(
    "neutralize",
    [target(call), weight, ...inputs],
    by?.kind === "text" ? { by: by.value } : {},
  );
}
