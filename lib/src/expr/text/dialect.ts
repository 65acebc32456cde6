import { AssayError, nearest } from "../../core/index.js";
import { makeNode } from "../check.js";
import { constNode, fieldNode, type Node, type Params } from "../node.js";
import { failAt } from "./failAt.js";
import type { Syntax } from "./syntax.js";

/** Gives a call its meaning. */
export type Meaning = (call: Call) => Node;

/** A dialect: what its names and its functions mean. */
export interface Dialect {
  /** A name that stands alone; `undefined` when the dialect has no such name. */
  name(name: string): Node | undefined;
  /** Function by its name; the symbols between two sides are functions too. */
  readonly functions: Readonly<Record<string, Meaning>>;
  /** How names are looked up, e.g. lower case. */
  readonly fold?: (name: string) => string;
  /** Method calls, `x.name(…)`. Without it they are an error. */
  readonly method?: Meaning;
}

export type CallSyntax = Extract<Syntax, { kind: "call" }>;

/** A call with the means to read its arguments. */
export class Call {
  constructor(
    readonly syntax: CallSyntax,
    private readonly text: string,
    private readonly dialect: Dialect,
  ) {}

  get count(): number {
    return this.syntax.args.length;
  }

  /** Argument `i` as an expression. */
  node(i: number): Node {
    return this.meaningOf(this.arg(i));
  }

  meaningOf(syntax: Syntax): Node {
    return meaning(syntax, this.text, this.dialect);
  }

  /** Argument `i` as a number that is written out. */
  number(i: number): number {
    const arg = this.arg(i);
    return arg.kind === "number" ? arg.value : this.fail("expected a number that is written out", arg.at);
  }

  /** Argument `i` as a name, e.g. of a grouping. */
  group(i: number): string {
    const arg = this.arg(i);
    return arg.kind === "name" ? arg.name : this.fail("expected a name", arg.at);
  }

  isNumber(i: number): boolean {
    return this.syntax.args[i]?.kind === "number";
  }

  /** An error unless there are from `least` to `most` arguments. */
  expect(least: number, most: number = least): void {
    const { args, name } = this.syntax;
    if (args.length >= least && args.length <= most) return;
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    this.fail(`${name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, got ${args.length}`);
  }

  /** A node of the language; what it refuses is reported at this call. */
  make(op: string, args: readonly Node[], params: Params = {}): Node {
    try {
      return makeNode(op, args, params);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      return this.fail(error.message.replace(/^expr\./, ""));
    }
  }

  fail(rule: string, at: number = this.syntax.at): never {
    return failAt(this.text, at, rule);
  }

  private arg(i: number): Syntax {
    return (
      this.syntax.args[i] ?? this.fail(`${this.syntax.name} needs ${i + 1} arguments, got ${this.count}`)
    );
  }
}

/** What a written expression means in a dialect. */
export function meaning(syntax: Syntax, text: string, dialect: Dialect): Node {
  switch (syntax.kind) {
    case "number":
      return Object.freeze(constNode(syntax.value));
    case "name":
      return (
        dialect.name(syntax.name) ?? failAt(text, syntax.at, `unknown name ${JSON.stringify(syntax.name)}`)
      );
    case "call":
      return meaningOfCall(syntax, text, dialect);
    default:
      return failAt(text, syntax.at, "expected an expression");
  }
}

function meaningOfCall(syntax: CallSyntax, text: string, dialect: Dialect): Node {
  const call = new Call(syntax, text, dialect);
  if (syntax.target) {
    return dialect.method?.(call) ?? call.fail("this dialect has no methods");
  }
  const { functions, fold } = dialect;
  const key = fold ? fold(syntax.name) : syntax.name;
  if (Object.hasOwn(functions, key)) return functions[key](call);
  const near = nearest(
    key,
    Object.keys(functions).filter((name) => /^\w+$/.test(name)),
  );
  const hint = near ? ` (did you mean ${near}?)` : "";
  return call.fail(`unknown function ${JSON.stringify(syntax.name)}${hint}`);
}

export const namedField = (name: string): Node => Object.freeze(fieldNode(name));
export const number = (value: number): Node => Object.freeze(constNode(value));
