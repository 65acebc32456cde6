import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fail, nearest, writeAtomic } from "../../core/index.js";

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
  /** The file that the table was read from, by its SHA-256. */
  source: z.object({ name: z.string(), sha256: z.string() }).optional(),
  /** The version whose content this one has again. */
  rollbackTo: z.string().optional(),
  /** Relative to the folder of the table. */
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** One published version of a table of events in a lake. */
export type KeptEvents = z.infer<typeof schema>;

const WHO = "data.Lake.events";

/** The folder of a kept table. */
export const folderOf = (dir: string, name: string): string => join(dir, "events", name);
const manifestOf = (dir: string, name: string) => join(folderOf(dir, name), "manifest.jsonl");

/** The names of all kept tables, sorted. */
export function keptNames(dir: string): string[] {
  const folder = join(dir, "events");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(manifestOf(dir, name)))
    .sort();
}

/** Every published version of a name, oldest first. */
export function keptVersions(dir: string, name: string): KeptEvents[] {
  if (!existsSync(manifestOf(dir, name))) failUnknown(dir, name);
  const lines = readFileSync(manifestOf(dir, name), "utf8").split("\n").filter(Boolean);
  return lines.map((line, i) => parsed(line) ?? failDamaged(name, i + 1));
}

/** A version, by default the newest. */
export function keptVersion(dir: string, name: string, version?: string): KeptEvents {
  const all = keptVersions(dir, name);
  const kept = version === undefined ? all.at(-1) : all.find((each) => each.version === version);
  if (kept) return kept;
  return fail(WHO, `${name} has the versions ${all.map((each) => each.version).join(", ")}`, {
    received: version,
  });
}

/** The manifest with one more line: the moment in which the version exists. */
export function appendKept(dir: string, name: string, lines: readonly KeptEvents[]): void {
  writeAtomic(manifestOf(dir, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function parsed(line: string): KeptEvents | undefined {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function failDamaged(name: string, line: number): never {
  return fail(WHO, `line ${line} of the manifest of ${name} is damaged`, {
    fix: "restore manifest.jsonl from a copy",
  });
}

function failUnknown(dir: string, name: string): never {
  const known = keptNames(dir);
  const near = nearest(name, known);
  return fail(WHO, `the lake has no events of this name; it has ${known.join(", ") || "none"}`, {
    received: name,
    fix: near ? `did you mean ${near}?` : "npx assay data events --file FILE --kind KIND --keep",
  });
}
