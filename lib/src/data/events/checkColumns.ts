import { fail } from "../../core/index.js";
import { withoutFuture } from "./futureColumns.js";
import type { SourceRows } from "./sourceRows.js";

/** The columns that may be used; a source that lacks one of its format, or holds the future undropped, is refused. */
export function checkColumns(
  who: string,
  { columns, rows, name }: SourceRows,
  { needed, drop }: { needed: readonly string[]; drop?: readonly string[] },
): string[] {
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    fail(who, `${name} lacks the columns ${missing.join(", ")}`, { received: columns });
  }
  return withoutFuture(who, columns, { drop, isEmpty: (column) => rows.every((row) => row[column] == null) });
}
