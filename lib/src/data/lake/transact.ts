import { rmSync } from "node:fs";
import { fail } from "../../core/index.js";
import type { Draft } from "./draft.js";
import { takeLock } from "./lock.js";
import type { ManifestEntry } from "./manifest.js";
import { readManifest } from "./manifestLog.js";
import { type DatasetPaths, datasetPaths } from "./paths.js";
import { publish } from "./publish.js";
import { openStaging } from "./staging.js";

/** A change of one dataset at work: nobody else can change it meanwhile. */
export interface Transaction {
  readonly root: string;
  readonly dataset: string;
  /** Every published version, oldest first, and the newest. */
  readonly versions: readonly ManifestEntry[];
  readonly last: ManifestEntry | undefined;
  /** Number that the next version will have. */
  readonly number: number;
  /** An empty folder for new files: `raw/…` and `quarantine/…` below it become those of the new version. */
  readonly staging: string;
}

/** The newest version after a transaction, and whether this one published it. */
export interface Outcome {
  readonly entry: ManifestEntry;
  readonly outcome: "published" | "unchanged";
}

export interface TransactOptions {
  readonly dataset: string;
  /** Told when the lock of a process that is gone is taken over. */
  readonly onMessage?: (message: string) => void;
}

/**
 * Change a dataset: take its lock, sweep what a killed change left behind, let `work` write files into staging and
 * describe the next version, publish that whole, or leave all as it is when there is nothing new (`undefined`).
 *
 * A kill at any moment leaves the version before intact.
 */
export async function transact(
  lake: { readonly dir: string },
  { dataset, onMessage = () => {} }: TransactOptions,
  work: (transaction: Transaction) => Promise<Draft | undefined>,
): Promise<Outcome> {
  const paths = datasetPaths(lake.dir, dataset);
  const lock = takeLock(paths.lock, dataset, onMessage);
  try {
    const versions = readManifest(paths.manifest);
    const staging = openStaging(paths, dataset, versions);
    try {
      return await concluded(paths, { dataset, versions, staging }, work);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

async function concluded(
  paths: DatasetPaths,
  { dataset, versions, staging }: Pick<Transaction, "dataset" | "versions" | "staging">,
  work: (transaction: Transaction) => Promise<Draft | undefined>,
): Promise<Outcome> {
  const last = versions.at(-1);
  const number = last ? Number(last.version.slice(1)) + 1 : 1;
  const draft = await work({ root: paths.root, dataset, versions, last, number, staging });
  if (!draft && last) return { entry: last, outcome: "unchanged" };
  if (!draft) return fail("data.lake", `nothing to publish, and ${dataset} does not exist yet`);
  const entry = publish(paths, staging, { ...draft, dataset, version: `v${number}` });
  return { entry, outcome: "published" };
}
