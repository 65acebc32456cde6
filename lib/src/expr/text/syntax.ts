import { failAt } from "./failAt.js";
import { type Token, tokensOf } from "./tokens.js";

/** What was written, before a dialect gives it a meaning; `at` is the character it starts at. */
export type Syntax =
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "text"; readonly value: string; readonly at: number }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "list"; readonly items: readonly Syntax[]; readonly at: number }
  | {
      readonly kind: "options";
      readonly entries: readonly (readonly [string, Syntax])[];
      readonly at: number;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      /** What stands before the dot of a method call. */
      readonly target?: Syntax;
      readonly args: readonly Syntax[];
      readonly at: number;
    };

/** Symbols between two sides: how tightly they bind (Python's order for & and |, C's for the others). */
const INFIX: Readonly<Record<string, number>> = {
  "?": 1,
  "||": 2,
  "&&": 3,
  ">": 4,
  ">=": 4,
  "<": 4,
  "<=": 4,
  "==": 4,
  "!=": 4,
  "|": 5,
  "&": 6,
  "+": 7,
  "-": 7,
  "*": 8,
  "/": 8,
  "^": 10,
  "**": 10,
};
const PREFIX = 9;

/** Read a whole text as one expression: a Pratt parser. Operators become calls named by their symbol. */
export function syntaxOf(text: string): Syntax {
  return new Reader(text, tokensOf(text)).whole();
}

class Reader {
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  whole(): Syntax {
    const syntax = this.expression(0);
    if (this.token.kind !== "end") this.unexpected("an operator or the end");
    return syntax;
  }

  private get token(): Token {
    return this.tokens[this.next];
  }

  private is(symbol: string): boolean {
    return this.token.kind === "symbol" && this.token.text === symbol;
  }

  private take(): Token {
    return this.tokens[this.next++];
  }

  private expect(symbol: string): void {
    if (!this.is(symbol)) this.unexpected(JSON.stringify(symbol));
    this.next++;
  }

  private unexpected(wanted: string): never {
    const { kind, text, at } = this.token;
    return failAt(this.text, at, `expected ${wanted}, got ${kind === "end" ? text : JSON.stringify(text)}`);
  }

  private expression(least: number): Syntax {
    let left = this.prefix();
    for (;;) {
      const { kind, text, at } = this.token;
      const binding = kind === "symbol" ? INFIX[text] : undefined;
      if (binding === undefined || binding <= least) return left;
      this.next++;
      if (text === "?") left = this.choice(left, at);
      else {
        const right = this.expression(text === "^" || text === "**" ? binding - 1 : binding);
        left = { kind: "call", name: text, args: [left, right], at };
      }
    }
  }

  private choice(condition: Syntax, at: number): Syntax {
    const yes = this.expression(0);
    this.expect(":");
    const no = this.expression(0);
    return { kind: "call", name: "?", args: [condition, yes, no], at };
  }

  private prefix(): Syntax {
    const { at } = this.token;
    if (this.is("-")) return this.negative();
    if (this.is("!") || this.is("~")) {
      this.next++;
      return { kind: "call", name: "!", args: [this.expression(PREFIX)], at };
    }
    return this.methods(this.primary());
  }

  /** A minus before a number that nothing follows more tightly belongs to the number. */
  private negative(): Syntax {
    const { at } = this.take();
    if (this.token.kind === "number") {
      const [after] = this.tokens.slice(this.next + 1);
      if (!(after.kind === "symbol" && [".", "^", "**"].includes(after.text))) {
        return { kind: "number", value: -Number(this.take().text), at };
      }
    }
    return { kind: "call", name: "negative", args: [this.expression(PREFIX)], at };
  }

  private primary(): Syntax {
    const { kind, text, at } = this.token;
    if (this.is("(")) {
      this.next++;
      const inner = this.expression(0);
      this.expect(")");
      return inner;
    }
    if (this.is("[")) return { kind: "list", items: this.items("[", "]"), at };
    if (this.is("{")) return this.options();
    if (kind === "number") return { kind, value: Number(this.take().text), at };
    if (kind === "text") return { kind, value: this.string(), at };
    if (kind !== "name") this.unexpected("a number, a name or (");
    this.next++;
    if (this.is("(")) return { kind: "call", name: text, args: this.items("(", ")"), at };
    return { kind: "name", name: this.dotted(text), at };
  }

  private string(): string {
    const { text, at } = this.take();
    try {
      return String(JSON.parse(text));
    } catch {
      return failAt(this.text, at, "a text must be written as in JSON");
    }
  }

  /** `raw.close`: dots that no call follows are part of the name. */
  private dotted(first: string): string {
    let name = first;
    while (this.is(".")) {
      const [part, after] = this.tokens.slice(this.next + 1);
      if (part.kind !== "name" || (after.kind === "symbol" && after.text === "(")) break;
      name += `.${part.text}`;
      this.next += 2;
    }
    return name;
  }

  private methods(start: Syntax): Syntax {
    let target = start;
    while (this.is(".")) {
      this.next++;
      const { kind, text, at } = this.token;
      if (kind !== "name") this.unexpected("a method");
      this.next++;
      target = { kind: "call", name: text, target, args: this.items("(", ")"), at };
    }
    return target;
  }

  private items(open: string, close: string): Syntax[] {
    this.expect(open);
    const items: Syntax[] = [];
    while (!this.is(close)) {
      items.push(this.expression(0));
      if (!this.is(close)) this.expect(",");
    }
    this.next++;
    return items;
  }

  private options(): Syntax {
    const { at } = this.take();
    const entries: [string, Syntax][] = [];
    while (!this.is("}")) {
      if (this.token.kind !== "name") this.unexpected("the name of an option");
      const name = this.take().text;
      this.expect(":");
      entries.push([name, this.expression(0)]);
      if (!this.is("}")) this.expect(",");
    }
    this.next++;
    return { kind: "options", entries, at };
  }
}
