import { checkInteger, checkNumber, fail } from "../core/index.js";
import { missingNode, type Node, type Params } from "./node.js";
import { operatorOf, type ParamSpec } from "./operators/index.js";

const NO_FUTURE = "the future is not available to a factor";

/** A node built of checked parts. Errors name the operator as the user wrote it. */
export function makeNode(op: string, args: readonly Node[], params: Params = {}): Node {
  const operator = operatorOf(op);
  const who = `expr.${op}`;
  const { arity, more } = operator;
  if (args.length < arity || (!more && args.length > arity)) {
    fail(who, `takes ${more ? "at least " : ""}${arity} inputs`, { received: args.length });
  }
  for (const key of Object.keys(params)) {
    if (!(key in operator.params)) fail(who, `has no parameter ${key}`, { received: params[key] });
  }
  for (const [key, spec] of Object.entries(operator.params)) checkParam(who, key, params[key], spec);
  if (typeof params.n === "number" && typeof params.min === "number" && params.min > params.n) {
    fail(who, `min must be at most the window, ${params.n}`, { received: params.min });
  }
  return Object.freeze({
    op,
    args: Object.freeze([...args]),
    ...(Object.keys(params).length > 0 ? { params } : {}),
  });
}

function checkParam(who: string, key: string, value: unknown, spec: ParamSpec): void {
  if (value === undefined && spec.optional) return;
  switch (spec.kind) {
    case "window":
      checkInteger(who, key, value, spec.min ?? 1, "a window counts sessions up to and including today");
      break;
    case "lag":
      checkInteger(who, key, value, 1, NO_FUTURE);
      break;
    case "integer":
      checkInteger(who, key, value, spec.min ?? 1);
      checkNumber(who, key, value, { max: spec.max });
      break;
    case "number":
      checkNumber(who, key, value, { min: spec.min, max: spec.max });
      break;
    case "flag":
      if (typeof value !== "boolean") fail(who, `${key} must be true or false`, { received: value });
      break;
    case "text":
      if (typeof value !== "string" || value === "") fail(who, `${key} must be a name`, { received: value });
  }
}

/** A node read from outside (JSON), checked step by step; anything unknown is an error. */
export function readNode(json: unknown): Node {
  if (typeof json !== "object" || json === null || !("op" in json) || typeof json.op !== "string") {
    fail("expr.fromJSON", 'a node must be an object with an "op"', { received: json });
  }
  const { op, args = [], params = {} } = json as { op: string; args?: unknown; params?: Params };
  if (!Array.isArray(args)) fail("expr.fromJSON", '"args" must be a list', { received: args });
  if (op === "field") {
    if (typeof params.name !== "string")
      fail("expr.fromJSON", "a field needs a name", { received: params.name });
    return Object.freeze({ op, params: { name: params.name } });
  }
  if (op === "missing") return missingNode;
  if (op === "const") {
    return Object.freeze({ op, params: { value: checkNumber("expr.fromJSON", "value", params.value) } });
  }
  return makeNode(op, args.map(readNode), params);
}
