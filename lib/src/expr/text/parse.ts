import { checkKeys, checkOneOf, fail } from "../../core/index.js";
import type { Node } from "../node.js";
import { assay } from "./assay.js";
import { type Dialect, meaning } from "./dialect.js";
import { qlib } from "./qlib.js";
import { syntaxOf } from "./syntax.js";
import { worldquant } from "./worldquant.js";

const DIALECTS: Readonly<Record<DialectName, Dialect>> = { assay, qlib, worldquant };

/** The ways to write a factor as text. */
export type DialectName = "assay" | "qlib" | "worldquant";
export const dialectNames: readonly DialectName[] = ["assay", "qlib", "worldquant"];

/** How a text is to be read. */
export interface ParseOptions {
  /** Whose syntax it is. Default: `"assay"`, what `factor.formula` prints. */
  dialect?: DialectName;
}

/** The expression that a text means. */
export function parseNode(text: string, options: ParseOptions = {}): Node {
  checkKeys("expr.parse", options, ["dialect"]);
  const dialect = checkOneOf("expr.parse", "dialect", options.dialect ?? "assay", dialectNames);
  if (typeof text !== "string" || text.trim() === "") {
    fail("expr.parse", "a factor must be written as text", { received: text });
  }
  return meaning(syntaxOf(text), text, DIALECTS[dialect]);
}
