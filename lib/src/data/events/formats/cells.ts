import { z } from "zod";

/** A cell with a finite number, perhaps with thousands separators, `$`, `%` or a leading `+`. */
export const cellNumber = z.string().transform((text, context): number => {
  const plain = text.trim().replace(/[,$%]/g, "").replace(/^\+/, "");
  const value = plain === "" ? Number.NaN : Number(plain);
  if (!Number.isFinite(value)) {
    context.addIssue({ code: "custom", message: "must be a number" });
    return z.NEVER;
  }
  return value;
});

/** The same where the cell may be empty: `null`. */
export const optionalNumber = cellNumber.nullish().transform((value) => value ?? null);

/** A symbol as it is written, in capitals: `NA`, `TRUE` and `NULL` are symbols. */
export const symbolCell = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.\-^=/]{0,14}$/, "must be a symbol")
  .transform((symbol) => symbol.toUpperCase());

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
};

/** Text without tags and entities (also `&amp;amp;`), spaces joined; `null` for none and for `--` and `N/A`. */
export function plainText(html: string): string | null {
  const text = decoded(decoded(html.replace(/<[^>]*>/g, " ")))
    .replace(/\s+/g, " ")
    .trim();
  return ["", "--", "N/A"].includes(text) ? null : text;
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Why a row does not fit its schema: the names of the cells, without their content, so that equal flaws count as one. */
export function misfit(error: z.ZodError): string {
  const cells = [...new Set(error.issues.map(({ path }) => String(path[0])))].sort();
  return `cannot be read: ${cells.join(", ")}`;
}
