import type { Node, Params } from "./node.js";

const INFIX: Readonly<Record<string, readonly [symbol: string, precedence: number]>> = {
  gt: [">", 1],
  ge: [">=", 1],
  lt: ["<", 1],
  le: ["<=", 1],
  eq: ["==", 1],
  add: ["+", 2],
  sub: ["-", 2],
  mul: ["*", 3],
  div: ["/", 3],
};

const TIGHTEST = 9;

/** An expression as a formula: `close.lag(21) / close.lag(252) - 1`. */
export function print(node: Node): string {
  return printed(node)[0];
}

/** The text and how tightly it binds. */
function printed(node: Node): readonly [text: string, precedence: number] {
  const { op, args = [], params = {} } = node;
  if (op === "field") return [fieldText(String(params.name)), TIGHTEST];
  if (op === "missing") return [op, TIGHTEST];
  if (op === "const") return [String(params.value), Number(params.value) < 0 ? 4 : TIGHTEST];
  const infix = INFIX[op];
  if (infix) {
    const [symbol, precedence] = infix;
    const left = wrapped(args[0], precedence);
    const right = wrapped(args[1], precedence + 1);
    return [`${left} ${symbol} ${right}`, precedence];
  }
  if (op === "neg") {
    const [inner] = args;
    return [inner.op === "const" ? `-(${print(inner)})` : `-${wrapped(inner, 4)}`, 4];
  }
  if (op === "neutralize") return [printedNeutralize(args, params), TIGHTEST];
  const rest = args.slice(1).map(print);
  return [`${wrapped(args[0], TIGHTEST)}.${op}(${[...rest, ...printedParams(params)].join(", ")})`, TIGHTEST];
}

function wrapped(node: Node, precedence: number): string {
  const [text, own] = printed(node);
  return own < precedence ? `(${text})` : text;
}

/** A name as it is, any other text so that it can be read back. */
function fieldText(name: string): string {
  const plain = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(name) && name !== "missing";
  return plain ? name : `field(${JSON.stringify(name)})`;
}

/** As its method is called: the inputs after x are options. */
function printedNeutralize([x, weights, ...against]: readonly Node[], { by }: Params): string {
  const weighted = weights.op !== "const" || weights.params?.value !== 1;
  const options = [
    ...(by === undefined ? [] : [`by: ${JSON.stringify(by)}`]),
    ...(against.length === 0 ? [] : [`against: [${against.map(print).join(", ")}]`]),
    ...(weighted ? [`weights: ${print(weights)}`] : []),
  ];
  return `${wrapped(x, TIGHTEST)}.neutralize(${options.length > 0 ? `{ ${options.join(", ")} }` : ""})`;
}

/** Parameters as a call of the method writes them: the window first, then the options. */
export function printedParams(params: Params): string[] {
  const { n, ...named } = params;
  const options = Object.entries(named).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [
    ...(n === undefined ? [] : [String(n)]),
    ...(options.length > 0 ? [`{ ${options.join(", ")} }`] : []),
  ];
}
