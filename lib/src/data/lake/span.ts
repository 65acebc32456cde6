import { join } from "node:path";
import { type DateLike, fail, isoDate, toInstant } from "../../core/index.js";
import type { BarFiles } from "./barsIn.js";
import type { ManifestEntry } from "./manifest.js";

export interface MarketSpan {
  /** First date, included. Default: the dataset's first. */
  from?: DateLike;
  /** Last date, included. Default: the dataset's last. */
  to?: DateLike;
  /** These symbols, in this order. Default: every symbol with a bar in the span, sorted. */
  symbols?: readonly string[];
}

/** What of a version has to be opened for a span: the files of its years. None is an error. */
export function barFiles(root: string, entry: ManifestEntry, { from, to }: MarketSpan): BarFiles {
  const first = from === undefined ? entry.from : isoDate(toInstant(from));
  const last = to === undefined ? entry.to : isoDate(toInstant(to));
  const found = barsBetween(root, entry, { first, last });
  if (found.files.length === 0) failSpan(entry, `${first} to ${last}`);
  return found;
}

/** The same, where there may be none. */
export function barsBetween(
  root: string,
  entry: Pick<ManifestEntry, "files" | "columns">,
  { first, last }: Pick<BarFiles, "first" | "last">,
): BarFiles {
  const files = entry.files
    .filter(({ partition }) => {
      const year = yearOf(partition);
      return year !== undefined && year >= first.slice(0, 4) && year <= last.slice(0, 4);
    })
    .map((file) => ({ ...file, path: join(root, file.path) }));
  return { first, last, files, columns: publishedColumns(entry) };
}

/** The years of a version's bars, oldest first; each has a file. */
export function barYears(entry: Pick<ManifestEntry, "files">): string[] {
  return [...new Set(entry.files.flatMap(({ partition }) => yearOf(partition) ?? []))].sort();
}

const yearOf = (partition = ""): string | undefined => /(?:^|\/)year=(\d+)$/.exec(partition)?.[1];

/** The fields that a version's bars have. */
export function barFields(entry: Pick<ManifestEntry, "columns">): string[] {
  return publishedColumns(entry).filter(
    (name) => name !== "volume" || entry.columns.some(({ field }) => field === "volume"),
  );
}

/** The numbers in the files of bars: a volume always, also where none was delivered. */
export function publishedColumns({ columns }: Pick<ManifestEntry, "columns">): string[] {
  const adjusted = columns.some(({ field }) => field === "adj_close");
  return ["open", "high", "low", "close", "volume", ...(adjusted ? ["adj_close"] : [])];
}

export function failSpan(entry: ManifestEntry, received: string): never {
  fail("data.Lake.market", `${entry.dataset} holds ${entry.from} to ${entry.to}; nothing lies in this span`, {
    received,
    fix: "widen from and to",
  });
}
