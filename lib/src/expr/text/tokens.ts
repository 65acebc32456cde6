import { failAt } from "./failAt.js";

/** A piece of text with the character it starts at. */
export interface Token {
  readonly kind: "number" | "name" | "text" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

const PIECES: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /(?:\d+(?:\.\d+|\.(?![\w.]))?|\.\d+)(?:[eE][+-]?\d+)?(?!\w)/y],
  ["name", /\$?[A-Za-z_]\w*/y],
  ["text", /"(?:[^"\\\n]|\\.)*"/y],
  ["symbol", />=|<=|==|!=|&&|\|\||\*\*|[-+*/^<>!~&|?:.,(){}[\]]/y],
];

/** The tokens of all dialects; white space parts them and is left out. The last one is `end`. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at])) at++;
    if (at >= text.length) return [...tokens, { kind: "end", text: "the end", at: text.length }];
    const token = tokenAt(text, at) ?? failAt(text, at, `unexpected character ${JSON.stringify(text[at])}`);
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { kind, text: found[0], at };
  }
  return undefined;
}
