import { fail } from "../../core/index.js";
import { type CodeCell, tagsOf } from "./nbformat.js";

/** What the tags of a cell say about its limits. */
export interface TaggedLimits {
  /** `timeout=30`: seconds, instead of the limit of all cells. */
  readonly timeoutMs?: number;
  /** `output-limit=100000`: characters of text and displays. */
  readonly outputChars?: number;
}

export function taggedLimits(cell: CodeCell): TaggedLimits {
  const seconds = numberOf(cell, "timeout");
  return { timeoutMs: seconds && seconds * 1000, outputChars: numberOf(cell, "output-limit") };
}

function numberOf(cell: CodeCell, name: string): number | undefined {
  const tag = tagsOf(cell).find((text) => text.startsWith(`${name}=`));
  if (tag === undefined) return undefined;
  const value = Number(tag.slice(name.length + 1));
  if (value > 0) return value;
  return fail("notebook.run", `the tag ${name}= of cell ${cell.id} must give a positive number`, {
    received: tag,
  });
}
