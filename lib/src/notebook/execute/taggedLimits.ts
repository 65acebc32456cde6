import { fail } from "../../core/index.js";
import { type CodeCell, isCode, type Notebook, tagsOf } from "./nbformat.js";

/** What the tags of a cell say about its limits. */
export interface TaggedLimits {
  /** `timeout=30`: seconds, instead of the limit of all cells. */
  readonly timeoutMs?: number;
  /** `output-limit=100000`: characters of text and displays. */
  readonly outputChars?: number;
}

/** @param index of the cell in its notebook, for the error */
export function taggedLimits(cell: CodeCell, index: number): TaggedLimits {
  const limit = (name: string) => numberOf(cell, name, `cell ${index + 1} (${cell.id})`);
  const seconds = limit("timeout");
  return { timeoutMs: seconds && seconds * 1000, outputChars: limit("output-limit") };
}

/** Throws when a tag of a cell gives a limit that is none. */
export function checkTaggedLimits({ cells }: Notebook): void {
  cells.forEach((cell, index) => {
    if (isCode(cell)) taggedLimits(cell, index);
  });
}

function numberOf(cell: CodeCell, name: string, where: string): number | undefined {
  const tag = tagsOf(cell).find((text) => text.startsWith(`${name}=`));
  if (tag === undefined) return undefined;
  const value = Number(tag.slice(name.length + 1));
  if (value > 0) return value;
  return fail("notebook.run", `the tag ${name}= of ${where} must give a positive number`, { received: tag });
}
