import { rmSync } from "node:fs";
import { join } from "node:path";
import { AssayError } from "../../../core/index.js";
import type { ManifestEntry } from "../manifest.js";
import { datasetPaths } from "../paths.js";
import type { ReadMarket } from "../readMarket.js";
import { barFiles, type MarketSpan } from "../span.js";
import { buildPanels } from "./buildPanels.js";
import { cutMarket } from "./cutMarket.js";
import { readIndex } from "./panelIndex.js";
import { PanelReader } from "./panelReader.js";

/** Panels are kept where at least this share of sessions × symbols has a bar: else they would be mostly holes. */
const MIN_COVERAGE = 1 / 8;

export function isDense({
  rows,
  sessions,
  symbols,
}: Pick<ManifestEntry, "rows" | "sessions" | "symbols">): boolean {
  return rows >= MIN_COVERAGE * sessions * symbols;
}

/** What this process could not write, and does not try again. */
const unwritable = new Set<string>();

/**
 * A market from the panels of its version, which an ingest of the whole or the first read writes. `undefined` where there are none to be had: the
 * version is sparse, or the lake cannot be written to. Then the Parquet files hold all that is needed.
 */
export async function readCached(
  root: string,
  entry: ManifestEntry,
  span: MarketSpan,
): Promise<ReadMarket | undefined> {
  barFiles(root, entry, span);
  if (!isDense(entry)) return undefined;
  const folder = join(root, datasetPaths(root, entry.dataset).panels(entry.fingerprint));
  const kept = readKept(folder, { root, entry }, span);
  if (kept || unwritable.has(folder)) return kept;
  try {
    await buildPanels(root, entry, folder);
  } catch (error) {
    unwritable.add(folder);
    warn(entry, `cannot be written (${(error as Error).message}); its Parquet files are read instead`);
  }
  return readKept(folder, { root, entry }, span);
}

function readKept(
  folder: string,
  of: { readonly root: string; readonly entry: ManifestEntry },
  span: MarketSpan,
): ReadMarket | undefined {
  const { entry } = of;
  try {
    const index = readIndex(folder, entry);
    return index && cutMarket(new PanelReader(folder, index), of, span);
  } catch (error) {
    if (error instanceof AssayError) throw error;
    warn(entry, `is damaged (${(error as Error).message}); it is written again from the Parquet files`);
    remove(folder);
    return undefined;
  }
}

/** What cannot be deleted stays: nobody uses it. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}

function warn({ dataset, version }: ManifestEntry, what: string): void {
  process.emitWarning(`the panel cache of ${dataset} ${version} ${what}`, "AssayWarning");
}
