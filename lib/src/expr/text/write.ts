import { canonicalJson, checkOneOf } from "../../core/index.js";
import type { Node } from "../node.js";
import { print } from "../print.js";
import { type Dictionary, INFIX } from "./dictionary.js";
import { type DialectName, dialectNames, parseNode } from "./parse.js";
import { qlibWords } from "./qlibWords.js";
import { worldquantWords } from "./worldquantWords.js";

/** A factor in the words of a dialect. */
export interface DialectFormula {
  readonly text: string;
  /**
   * Read back it is the same expression. Otherwise it differs where values are missing, windows are not full or a
   * series does not vary, and by rounding.
   */
  readonly exact: boolean;
}

const DICTIONARIES: Readonly<Record<Exclude<DialectName, "assay">, Dictionary>> = {
  qlib: qlibWords,
  worldquant: worldquantWords,
};

/** An expression as text of a dialect; `undefined` where the dialect has no words for it. */
export function writeNode(node: Node, dialect: DialectName): DialectFormula | undefined {
  checkOneOf("expr.formulaIn", "dialect", dialect, dialectNames);
  if (dialect === "assay") return { text: print(node), exact: true };
  const written = write(node, DICTIONARIES[dialect]);
  if (!written) return undefined;
  const [text] = written;
  return { text, exact: canonicalJson(parseNode(text, { dialect })) === canonicalJson(node) };
}

const TIGHTEST = 99;

type Written = readonly [text: string, precedence: number];

function write(node: Node, words: Dictionary): Written | undefined {
  const { op, args = [], params = {} } = node;
  if (op === "missing") return undefined;
  if (op === "const") return [String(params.value), Number(params.value) < 0 ? 9 : TIGHTEST];
  if (op === "field") {
    const name = words.field(String(params.name));
    return name === undefined ? undefined : [name, TIGHTEST];
  }
  const whole = words.phrase?.(node);
  if (typeof whole === "string") return [whole, TIGHTEST];
  const other = whole ?? words.expand[op]?.(node);
  if (other) return write(other, words);
  if (op in INFIX) return writeInfix(node, words);
  const inputs = args.map((arg) => write(arg, words)?.[0]);
  if (inputs.includes(undefined)) return undefined;
  const text = words.call[op]?.(inputs as string[], params);
  return text === undefined ? undefined : [text, TIGHTEST];
}

function writeInfix({ op, args = [] }: Node, words: Dictionary): Written | undefined {
  const [symbol, precedence] = INFIX[op];
  const [left, right] = args.map((arg) => write(arg, words));
  if (!left || !right) return undefined;
  const wrap = ([text, own]: Written, least: number) => (own < least ? `(${text})` : text);
  return [`${wrap(left, precedence)} ${symbol} ${wrap(right, precedence + 1)}`, precedence];
}
