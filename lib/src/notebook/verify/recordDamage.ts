import { join } from "node:path";
import { sha256 } from "../../core/index.js";
import { fileSha256, metricsFingerprint, type RunView } from "../../tracking/index.js";
import { isCode, type Notebook } from "../execute/nbformat.js";
import type { Difference } from "./runVerification.js";

/** Files of a run that are no longer those which its record speaks of: artifacts, metrics, patch, executed cells. */
export function recordDamage(run: RunView, notebook: Notebook): Difference[] {
  const { artifacts, code, metricsSha256 } = run.record;
  const files = [
    ...artifacts,
    ...(code.patch ? [{ path: code.patch.file, sha256: code.patch.sha256 }] : []),
  ].map(({ path, sha256 }) => ({ name: path, recorded: sha256, now: fileSha256(join(run.directory, path)) }));
  const metrics = { name: "metrics.csv", recorded: metricsSha256, now: metricsFingerprint(run) };
  return [...files, metrics, ...cellHashes(run, notebook)]
    .filter(({ recorded, now }) => recorded !== now)
    .map(({ name, recorded, now }) => ({
      what: "record",
      name,
      recorded: recorded.slice(0, 12),
      now: now?.slice(0, 12) ?? "missing",
    }));
}

function cellHashes({ record }: RunView, { cells }: Notebook) {
  return record.cells.map(({ index, hash }) => {
    const cell = cells[index];
    const now = cell && isCode(cell) ? sha256(cell.source) : undefined;
    return { name: `notebook.ipynb, cell ${index + 1}`, recorded: hash, now };
  });
}
