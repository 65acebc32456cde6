import type { FileKind, ManifestEntry, ManifestFile, PartitionContent } from "./manifest.js";

/** A line of version 1 of the layout: every version had files of its own, of daily bars. */
interface FirstLine extends Omit<ManifestEntry, "schema" | "files"> {
  readonly schema: 1;
  readonly files: readonly Omit<ManifestFile, "kind" | "partition">[];
}

/** A version as it is written: where it shares files with the version on the line before, only what differs from it. */
interface DeltaLine extends ManifestEntry {
  /** The version before, whose files and partitions are meant as well. */
  readonly base?: string;
  /** Files of the base that are not meant. */
  readonly dropped?: readonly string[];
}

export type ManifestLine = FirstLine | DeltaLine;

/** The line of a version after the one before. */
export function deltaOf(entry: ManifestEntry, before: ManifestEntry | undefined): ManifestLine {
  const named = new Set(entry.files.map(({ path }) => path));
  const known = new Set(before?.files.map(({ path }) => path));
  const files = entry.files.filter(({ path }) => !known.has(path));
  if (!before || !entry.partitions || files.length === entry.files.length) return entry;
  const dropped = [...known].filter((path) => !named.has(path));
  const partitions = Object.entries(entry.partitions).filter(
    ([name, { hash }]) => before.partitions?.[name]?.hash !== hash,
  );
  return { ...entry, base: before.version, files, dropped, partitions: Object.fromEntries(partitions) };
}

/** The version that a line means; `undefined` when that cannot be said. */
export function resolved(line: ManifestLine, before: ManifestEntry | undefined): ManifestEntry | undefined {
  if (line.schema === 1) return { ...line, schema: 2, files: line.files.map(describedByPath) };
  if (line.schema !== 2) return undefined;
  const { base, dropped = [], ...entry } = line;
  if (base === undefined) return entry;
  if (base !== before?.version) return undefined;
  const gone = new Set(dropped);
  const files = [...before.files.filter(({ path }) => !gone.has(path)), ...entry.files];
  const all: Record<string, PartitionContent> = { ...before.partitions, ...entry.partitions };
  const present = new Set(files.map(({ partition }) => partition));
  const partitions = Object.fromEntries(Object.entries(all).filter(([name]) => present.has(name)));
  return { ...entry, files, partitions };
}

const KINDS: Readonly<Record<string, FileKind>> = {
  actions: "actions",
  listings: "listings",
  sectors: "sectors",
  rows: "quarantine",
  flags: "flags",
};

function describedByPath(file: Omit<ManifestFile, "kind">): ManifestFile {
  const partition = /\/bars\/(year=\d+)\/bars\.parquet$/.exec(file.path)?.[1];
  if (partition) return { ...file, kind: "bars", partition };
  const name = /([a-z]+)\.parquet$/.exec(file.path)?.[1] ?? "";
  return { ...file, kind: KINDS[name] };
}
