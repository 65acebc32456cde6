import { fail } from "../../core/index.js";

/** Names, in small letters with `_` for all else, of columns that tell what happened after an event. */
const FUTURE_NAMES: readonly RegExp[] = [
  /^(ret|rets|return|returns|rtn|perf|performance|pnl|profit|gain|alpha|ar|car)_?\d+_?[a-z]*$/,
  /(^|_)(fwd|forward|future|ahead|subsequent)(_|$)/,
  /^(next|post)_(\d+[a-z]*_)?(ret|return|returns|perf|price|open|close)/,
  /^(entry|exit)_/,
  /^(label|target_(ret|return|label).*)$/,
  /^\d+_?(d|w|m|y|day|days|week|weeks|month|months|year|years)$/,
];

/**
 * Refuse a file with columns whose name says that they hold the future, such as `ret_1m` or `entry_price`, unless each
 * is named in `drop`, where `ret_*` stands for all that begin so. Columns without any value are let be.
 *
 * @returns the columns that remain
 */
export function withoutFuture(
  who: string,
  columns: readonly string[],
  { drop = [], isEmpty = () => false }: { drop?: readonly string[]; isEmpty?: (column: string) => boolean },
): string[] {
  const patterns = drop.map(patternOf);
  const unused = drop.filter((_, i) => !columns.some((column) => patterns[i].test(column)));
  if (unused.length > 0) {
    fail(who, `drop names columns that are not there; the columns are ${columns.join(", ")}`, {
      received: unused,
    });
  }
  const kept = columns.filter((column) => !patterns.some((pattern) => pattern.test(column)));
  const future = kept.filter((column) => holdsFuture(column) && !isEmpty(column));
  if (future.length > 0) {
    fail(who, "columns hold what happened after the event, which nobody knew at its time", {
      received: future,
      fix: `leave them out: { drop: ${JSON.stringify(future)} }, by command --drop ${future.join(",")}`,
    });
  }
  return kept;
}

/** Whether a column's name says that it holds the future. */
export function holdsFuture(column: string): boolean {
  const name = column
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
  return FUTURE_NAMES.some((pattern) => pattern.test(name));
}

function patternOf(text: string): RegExp {
  const escaped = text.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`);
}
