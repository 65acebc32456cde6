import { type DateLike, fail, isoDate, toInstant } from "../../core/index.js";
import type { ManifestEntry } from "./manifest.js";

export interface MarketSpan {
  /** First date, included. Default: the dataset's first. */
  from?: DateLike;
  /** Last date, included. Default: the dataset's last. */
  to?: DateLike;
  /** These symbols, in this order. Default: every symbol with a bar in the span, sorted. */
  symbols?: readonly string[];
}

/** Calendar dates, both included, and the files of bars that their years lie in, relative to the lake. */
export interface BarFiles {
  readonly first: string;
  readonly last: string;
  readonly paths: readonly string[];
}

/** What of a version has to be opened for a span: the files of its years. None is an error. */
export function barFiles(entry: ManifestEntry, { from, to }: MarketSpan): BarFiles {
  const first = from === undefined ? entry.from : isoDate(toInstant(from));
  const last = to === undefined ? entry.to : isoDate(toInstant(to));
  const paths = entry.files
    .filter(({ partition }) => {
      const year = yearOf(partition);
      return year !== undefined && year >= first.slice(0, 4) && year <= last.slice(0, 4);
    })
    .map(({ path }) => path);
  if (paths.length === 0) failSpan(entry, `${first} to ${last}`);
  return { first, last, paths };
}

/** The years of a version's bars, oldest first; each has a file. */
export function barYears(entry: ManifestEntry): string[] {
  return [...new Set(entry.files.flatMap(({ partition }) => yearOf(partition) ?? []))].sort();
}

const yearOf = (partition = ""): string | undefined => /(?:^|\/)year=(\d+)$/.exec(partition)?.[1];

/** The fields that a version's bars have. */
export function barFields(entry: ManifestEntry): string[] {
  const optional = ["volume", "adj_close"].filter((name) =>
    entry.columns.some((match) => match.field === name),
  );
  return ["open", "high", "low", "close", ...optional];
}

export function failSpan(entry: ManifestEntry, received: string): never {
  fail("data.Lake.market", `${entry.dataset} holds ${entry.from} to ${entry.to}; nothing lies in this span`, {
    received,
    fix: "widen from and to",
  });
}
