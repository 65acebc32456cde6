import { checkOneOf, DAY_MS, type DateLike, toInstant } from "../../core/index.js";
import type { ManifestFile } from "./manifest.js";

/** Which state of knowledge a reader asks for. */
export interface KnownOptions {
  /**
   * Only what was known by then: a date stands for its end (24:00 UTC), an instant for itself. Default: all that is known today.
   */
  asOf?: DateLike;
  /** Of a bar with restatements: the value first seen, or the one known last. Default `latest`. */
  revision?: "first" | "latest";
}

/** The same, with the moment as UTC milliseconds; what is known exactly then is included. */
export interface Knowledge {
  readonly asOf?: number;
  readonly revision: "first" | "latest";
}

export function knowledgeOf({ asOf, revision = "latest" }: KnownOptions): Knowledge {
  checkOneOf("data.Lake.market", "revision", revision, ["first", "latest"]);
  if (asOf === undefined) return { revision };
  const instant = toInstant(asOf);
  const isDate = instant % DAY_MS === 0 && !(typeof asOf === "string" && asOf.includes(":"));
  return { asOf: isDate ? instant + DAY_MS - 1 : instant, revision };
}

/** SQL for the instant at which a row of a file was known: daily bars, like actions, at the end of their own date (UTC). */
export function knownAt(hasColumn: boolean): string {
  const withTheBar = "date + INTERVAL 1 DAY - INTERVAL 1 MILLISECOND";
  return hasColumn ? `coalesce(known, ${withTheBar})` : withTheBar;
}

/** SQL for a moment. */
export function instantSql(instant: number): string {
  return `make_timestamp_ms(${instant})`;
}

/** Does a question about the past need more than a shorter span of the newest values? */
export function needsRecord(
  { asOf, revision }: Knowledge,
  files: readonly Pick<ManifestFile, "kind" | "known">[],
): boolean {
  if (asOf === undefined && revision === "latest") return false;
  return files.some(({ kind, known }) => kind === "restated" || known);
}
