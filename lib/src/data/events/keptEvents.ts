import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fail, isoDate, nearest, record, writeAtomic } from "../../core/index.js";
import { takeLock } from "../lake/lock.js";
import { hashFile } from "../source/files.js";
import { contentsSchema, readParquet, writeParquet } from "./eventFiles.js";
import { EventTable } from "./eventTable.js";

const schema = z.object({
  schema: z.literal(1),
  version: z.string(),
  /** When it was published, UTC. */
  publishedAt: z.iso.datetime(),
  /** That of the table, hex. */
  fingerprint: z.string(),
  rows: z.number(),
  /** First and last date of known times. */
  from: z.string(),
  to: z.string(),
  note: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** One published version of a table of events in a lake. */
export type KeptEvents = z.infer<typeof schema>;

const WHO = "data.Lake.events";
const folderOf = (dir: string, name: string) => join(dir, "events", name);
const manifestOf = (dir: string, name: string) => join(folderOf(dir, name), "manifest.jsonl");

/**
 * Publish a table as the next version of its name: its files first, each by a rename, then the manifest with one more line.
 * A kill at any moment leaves the version before. The same content as the newest version adds nothing.
 */
export async function keepEvents(dir: string, table: EventTable, note: string): Promise<KeptEvents> {
  const { name, fingerprint } = table;
  if (table.length === 0) fail("data.Lake.keep", "a table without events is not kept", { received: name });
  const folder = folderOf(dir, name);
  mkdirSync(folder, { recursive: true });
  const lock = takeLock(join(dir, "locks", `events.${name}.lock`), `the events ${name}`, () => {});
  try {
    const before = existsSync(manifestOf(dir, name)) ? keptVersions(dir, name) : [];
    const newest = before.at(-1);
    if (newest?.fingerprint === fingerprint) return newest;
    const files = await writeFiles(folder, table);
    const kept: KeptEvents = {
      ...{ schema: 1, version: `v${before.length + 1}`, publishedAt: new Date().toISOString(), fingerprint },
      ...{ rows: table.length, ...spanOf(table), note, files },
    };
    const lines = [...before, kept].map((line) => `${JSON.stringify(line)}\n`);
    writeAtomic(manifestOf(dir, name), lines.join(""));
    return kept;
  } finally {
    lock.release();
  }
}

/** Named by their content: what a killed change left behind is written again, or never read. */
async function writeFiles(folder: string, table: EventTable): Promise<KeptEvents["files"]> {
  const id = table.fingerprint.slice(0, 16);
  const [draft, parquet, json] = [`${id}.tmp`, `${id}.parquet`, `${id}.json`];
  await writeParquet(table, join(folder, draft));
  renameSync(join(folder, draft), join(folder, parquet));
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

/** Every published version of a name, oldest first. */
export function keptVersions(dir: string, name: string): KeptEvents[] {
  if (!existsSync(manifestOf(dir, name))) failUnknown(dir, name);
  const lines = readFileSync(manifestOf(dir, name), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/** A version, by default the newest, checked against its fingerprint. The run is told. */
export async function readKeptEvents(dir: string, name: string, version?: string): Promise<EventTable> {
  const all = keptVersions(dir, name);
  const kept = version === undefined ? all.at(-1) : all.find((each) => each.version === version);
  if (!kept)
    fail(WHO, `${name} has the versions ${all.map((each) => each.version).join(", ")}`, {
      received: version,
    });
  const [parquet, json] = kept.files.map(({ path }) => join(folderOf(dir, name), path));
  const described = contentsSchema.parse(JSON.parse(readFileSync(json, "utf8")));
  const table = EventTable.of({ ...described, rows: await readParquet(parquet, described.columns) });
  if (table.fingerprint !== kept.fingerprint) {
    fail(WHO, `${name} ${kept.version} is damaged: its content has another fingerprint`, {
      received: table.fingerprint,
      fix: "lake.keep the table again from its source",
    });
  }
  const { fingerprint, rows, from, to } = kept;
  record((recorder) =>
    recorder.dataUsed({ dataset: `events/${name}`, version: kept.version, fingerprint, rows, from, to }),
  );
  return table;
}

function spanOf({ data, length }: EventTable): { from: string; to: string } {
  return length === 0
    ? { from: "", to: "" }
    : { from: isoDate(data.known[0]), to: isoDate(data.known[length - 1]) };
}

function failUnknown(dir: string, name: string): never {
  const folder = join(dir, "events");
  const known = existsSync(folder) ? readdirSync(folder) : [];
  const near = nearest(name, known);
  fail(WHO, `the lake has no events of this name; it has ${known.join(", ") || "none"}`, {
    received: name,
    fix: near ? `did you mean ${near}?` : "await lake.keep(table)",
  });
}
