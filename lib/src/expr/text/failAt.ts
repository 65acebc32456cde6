import { fail } from "../../core/index.js";

/** Throw an error that shows the line of `text` and points at the character `at` (0-based). */
export function failAt(text: string, at: number, rule: string): never {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end < 0 ? undefined : end);
  const row = text.slice(0, start).split("\n").length;
  const where = row > 1 ? `line ${row}, column ${at - start + 1}` : `column ${at - start + 1}`;
  return fail("expr.parse", `${rule}, at ${where}\n  ${line}\n  ${" ".repeat(at - start)}^`);
}
