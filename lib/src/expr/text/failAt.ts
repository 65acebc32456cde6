import { AssayError } from "../../core/index.js";

/** A mistake in the text of a factor, shown with its line and a mark under it. */
export class FormulaError extends AssayError {
  constructor(
    text: string,
    /** The character where it is, from 0. */
    readonly at: number,
    /** What is wrong, without the place. */
    readonly mistake: string,
  ) {
    const start = text.lastIndexOf("\n", at - 1) + 1;
    const end = text.indexOf("\n", at);
    const line = text.slice(start, end < 0 ? undefined : end);
    const row = text.slice(0, start).split("\n").length;
    const where = row > 1 ? `line ${row}, column ${at - start + 1}` : `column ${at - start + 1}`;
    super("expr.parse", `${mistake}, at ${where}\n  ${line}\n  ${" ".repeat(at - start)}^`);
  }
}

/** Throw an error that points at the character `at` (0-based) of `text`. */
export function failAt(text: string, at: number, mistake: string): never {
  throw new FormulaError(text, at, mistake);
}
