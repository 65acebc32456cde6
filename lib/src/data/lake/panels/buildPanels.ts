import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { TimeIndex } from "../../../core/index.js";
import { type Database, withDatabase } from "../../duckdb/database.js";
import { barsIn } from "../barsIn.js";
import type { ManifestEntry } from "../manifest.js";
import { readFields, readSessions } from "../readMarket.js";
import { readTables } from "../readTables.js";
import { barFields, barFiles, barYears } from "../span.js";
import { universeOf } from "../universe.js";
import { findEarlier, hashesOf } from "./earlierPanels.js";
import { type PanelIndex, panelFile, readIndex, writeIndex } from "./panelIndex.js";
import { PanelWriter } from "./panelWriter.js";

/**
 * Write the panels of a version to a folder of their own, one year in memory at a time, and give the folder its name in the
 * end: it is there whole or not at all. Of several writers at once the first one wins; what is in the way is replaced.
 */
export async function buildPanels(root: string, entry: ManifestEntry, folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  try {
    await withDatabase((db) => writePanels(db, { root, entry, folder: draft }));
    placePanels(draft, folder, entry);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Give written panels their name. */
export function placePanels(draft: string, folder: string, entry: ManifestEntry): void {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    if (isUsable(folder, entry)) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  }
}

function isUsable(folder: string, entry: ManifestEntry): boolean {
  try {
    return readIndex(folder, entry) !== undefined;
  } catch {
    return false;
  }
}

interface Target {
  /** What the paths of the version's files are relative to. */
  readonly root: string;
  readonly entry: ManifestEntry;
  readonly folder: string;
}

/** Write the panels of a version into an empty folder. */
export async function writePanels(db: Database, { root, entry, folder }: Target): Promise<void> {
  const all = barsIn(barFiles(root, entry, {}));
  const instants = await readSessions(db, all);
  const symbols = await universeOf(db, { bars: all, all, entry });
  const { checksums, bars } = await writeFields(db, { root, entry, folder }, { instants, symbols });
  const { actions, sectors } = await readTables(db, root, entry);
  writeIndex(folder, {
    fingerprint: entry.fingerprint,
    instants: Array.from(instants),
    bars,
    symbols,
    checksums,
    actions,
    sectors: [...sectors],
    partitions: hashesOf(entry),
  });
}

async function writeFields(
  db: Database,
  { root, entry, folder }: Target,
  { instants, symbols }: { instants: Float64Array; symbols: readonly string[] },
): Promise<Pick<PanelIndex, "checksums" | "bars">> {
  const time = TimeIndex.of(instants, entry.frequency);
  const [fields, width] = [barFields(entry), symbols.length];
  const writers = fields.map((field) => new PanelWriter(panelFile(folder, field), width));
  const bars: number[] = [];
  const earlier = findEarlier(dirname(folder), entry);
  try {
    for (const year of barYears(entry)) {
      const [from, to] = [`${year}-01-01`, `${year}-12-31`];
      const rows = { start: time.lowerBound(from), end: time.upperBound(to) };
      const some = barsIn(barFiles(root, entry, { from, to }));
      const values =
        earlier?.valuesOf(year, { fields, symbols, rows: rows.end - rows.start }) ??
        (await readFields(db, some, { fields, symbols, instants: instants.subarray(rows.start, rows.end) }))
          .values;
      for (const [i, writer] of writers.entries()) writer.append(values[i]);
      bars.push(...presentPerRow(values[fields.indexOf("close")], width));
    }
    return { checksums: Object.fromEntries(fields.map((field, i) => [field, writers[i].checksums()])), bars };
  } finally {
    for (const writer of writers) writer.close();
  }
}

function presentPerRow(values: Float64Array, width: number): number[] {
  const counts = new Array<number>(values.length / width).fill(0);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) counts[Math.floor(i / width)]++;
  return counts;
}
