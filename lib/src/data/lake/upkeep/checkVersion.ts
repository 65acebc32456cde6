import { fail } from "../../../core/index.js";
import type { ManifestEntry } from "../manifest.js";

/** The version of that name, whose files are there; else an error that says which there are. */
export function checkVersion(
  dataset: string,
  versions: readonly ManifestEntry[],
  version: string,
): ManifestEntry {
  const entry = versions.find((each) => each.version === version);
  const known = versions.filter(({ collectedAt }) => !collectedAt).map((each) => each.version);
  if (!entry) {
    return fail("data.Lake", `${dataset} has no such version; it has ${known.join(", ")}`, {
      received: version,
    });
  }
  if (entry.collectedAt) {
    fail(
      "data.Lake",
      `the files of ${dataset} ${version} were deleted on ${entry.collectedAt.slice(0, 10)}`,
      {
        fix: `use ${known.join(", ")}`,
      },
    );
  }
  return entry;
}
