import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkKeys, checkNumber } from "../../../core/index.js";
import type { ManifestEntry } from "../manifest.js";
import { type CollectedPanels, collectPanels } from "../panels/collectPanels.js";
import { panelsName } from "../paths.js";
import { type CollectedVersions, collectVersions } from "./collectVersions.js";

export interface CollectOptions {
  /** Also the cached panels of the newest versions; the next read writes them again. Default false. */
  all?: boolean;
  /** The files of versions that were replaced more than so many days ago, too. Default: none. */
  superseded?: number;
}

/** Delete what a lake does not need, see `Lake.collect`; `newest`: the newest version of each dataset. */
export function collect(
  dir: string,
  newest: readonly ManifestEntry[],
  options: CollectOptions,
): CollectedPanels & CollectedVersions {
  const who = "data.Lake.collect";
  checkKeys(who, options, ["all", "superseded"]);
  const { all = false, superseded } = options;
  if (superseded !== undefined) checkNumber(who, "superseded", superseded, { min: 0 });
  const cache = join(dir, "cache", "panels");
  const kept = new Map(newest.map(({ dataset, fingerprint }) => [dataset, panelsName(fingerprint)]));
  const panels = (existsSync(cache) ? readdirSync(cache) : []).map((name) =>
    collectPanels(join(cache, name), all ? undefined : kept.get(name)),
  );
  const versions =
    superseded === undefined
      ? []
      : newest.map(({ dataset }) => ({ dataset, ...collectVersions(dir, dataset, superseded) }));
  return {
    folders: sum(panels.map(({ folders }) => folders)),
    files: sum(versions.map(({ files }) => files)),
    bytes: sum([...panels, ...versions].map(({ bytes }) => bytes)),
    versions: versions.flatMap(({ dataset, versions: gone }) =>
      gone.map((version) => `${dataset} ${version}`),
    ),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
