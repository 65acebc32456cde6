import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { fail, isoDate, record, writeAtomic } from "../../core/index.js";
import { takeLock } from "../lake/lock.js";
import { hashFile } from "../source/files.js";
import { contentsSchema, readParquet, writeParquet } from "./eventFiles.js";
import { EventTable } from "./eventTable.js";
import { checkKept } from "./keptChecks.js";
import {
  appendKept,
  folderOf,
  type KeptEvents,
  keptNames,
  keptVersion,
  keptVersions,
} from "./keptManifest.js";

/**
 * Publish a table as the next version of its name: its files first, then the manifest with one more line. A kill at any
 * moment leaves the version before, and what it wrote is swept by the next change. The same content as the newest version
 * adds nothing, unless the files of that one are damaged.
 */
export async function keepEvents(dir: string, table: EventTable, note: string): Promise<KeptEvents> {
  const { name, fingerprint, source } = table;
  if (table.length === 0) fail("data.Lake.keep", "a table without events is not kept", { received: name });
  return change(dir, name, async (before) => {
    const newest = before.at(-1);
    if (newest?.fingerprint === fingerprint && (await isIntact(dir, name, newest))) return undefined;
    const files = await writeFiles(folderOf(dir, name), table, `v${before.length + 1}`);
    return { fingerprint, rows: table.length, ...spanOf(table), note, ...(source && { source }), files };
  });
}

/** Make an older version the newest again: one more line of the manifest, which names its files. Nothing is deleted. */
export async function rollbackEvents(dir: string, name: string, version: string): Promise<KeptEvents> {
  keptVersion(dir, name, version);
  return change(dir, name, async (before) => {
    const target = keptVersion(dir, name, version);
    if (before.at(-1)?.fingerprint === target.fingerprint) return undefined;
    return { ...target, rollbackTo: version };
  });
}

type Content = Omit<KeptEvents, "schema" | "version" | "publishedAt">;

/** Under the lock of the name, publish what `make` gives; nothing when it gives nothing. */
async function change(
  dir: string,
  name: string,
  make: (before: readonly KeptEvents[]) => Promise<Content | undefined>,
): Promise<KeptEvents> {
  mkdirSync(folderOf(dir, name), { recursive: true });
  const lock = takeLock(join(dir, "locks", `events.${name}.lock`), `the events ${name}`, () => {});
  try {
    const before = keptNames(dir).includes(name) ? keptVersions(dir, name) : [];
    sweep(folderOf(dir, name), before);
    const content = await make(before);
    if (content === undefined) return before[before.length - 1];
    const kept: KeptEvents = {
      ...content,
      ...{ schema: 1, version: `v${before.length + 1}`, publishedAt: new Date().toISOString() },
    };
    appendKept(dir, name, [...before, kept]);
    return kept;
  } finally {
    lock.release();
  }
}

/** Delete what a killed change left behind: whatever no version names. */
function sweep(folder: string, versions: readonly KeptEvents[]): void {
  const named = new Set([
    "manifest.jsonl",
    ...versions.flatMap(({ files }) => files.map(({ path }) => path)),
  ]);
  for (const path of readdirSync(folder)) if (!named.has(path)) rmSync(join(folder, path), { force: true });
}

async function writeFiles(folder: string, table: EventTable, version: string): Promise<KeptEvents["files"]> {
  const [parquet, json] = [`${version}.parquet`, `${version}.json`];
  await writeParquet(table, join(folder, parquet));
  flush(join(folder, parquet));
  const { name, columns, coverage, fields, loss } = table;
  const described = { name, columns, coverage, fields, loss: { total: loss.total, lost: loss.lost } };
  writeAtomic(join(folder, json), JSON.stringify(described));
  return Promise.all(
    [parquet, json].map(async (path) => ({
      path,
      bytes: statSync(join(folder, path)).size,
      sha256: await hashFile(join(folder, path)),
    })),
  );
}

async function isIntact(dir: string, name: string, version: KeptEvents): Promise<boolean> {
  return (await checkKept(dir, name, version)).every(({ state }) => state === "ok");
}

function flush(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

/** A version, by default the newest, whose files are checked against the manifest. The run is told. */
export async function readKeptEvents(dir: string, name: string, version?: string): Promise<EventTable> {
  const kept = keptVersion(dir, name, version);
  const [parquet, json] = kept.files.map(({ path }) => join(folderOf(dir, name), path));
  const [problem] = (await checkKept(dir, name, kept)).filter(({ state }) => state !== "ok");
  if (problem) failDamaged(name, kept, `${problem.path}: ${problem.problem}`);
  const described = contentsSchema.parse(JSON.parse(readFileSync(json, "utf8")));
  const rows = await readParquet(parquet, described.columns);
  const table = EventTable.of({ ...described, rows, source: kept.source });
  useKept(name, kept);
  return table;
}

/** Tell the run that a version was read. */
export function useKept(name: string, { version, fingerprint, rows, from, to }: KeptEvents): void {
  record((recorder) =>
    recorder.dataUsed({ dataset: `events/${name}`, version, fingerprint, rows, from, to }),
  );
}

function failDamaged(name: string, { version }: KeptEvents, how: string): never {
  return fail("data.Lake.events", `${name} ${version} is damaged: ${how}`, {
    fix: `roll back to an intact version (npx assay data events rollback ${name} VERSION), or keep it again from its source`,
  });
}

function spanOf({ data, length }: EventTable): { from: string; to: string } {
  return { from: isoDate(data.known[0]), to: isoDate(data.known[length - 1]) };
}
