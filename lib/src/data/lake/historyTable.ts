import { TableView } from "../../core/index.js";
import type { ManifestEntry } from "./manifest.js";

/** Every version of a dataset, oldest first, with what it changed. */
export function historyTable(dataset: string, entries: readonly ManifestEntry[]): TableView {
  const rows = entries.map((entry, i) => ({
    version: entry.version,
    published: `${entry.publishedAt.slice(0, 16).replace("T", " ")} UTC`,
    change: entry.change?.to ? `rollback to ${entry.change.to}` : (entry.change?.kind ?? "ingest"),
    added: entry.change?.added ?? null,
    restated: entry.change?.restated ?? null,
    removed: entry.change?.removed ?? null,
    quarantined: total(entry) - (entry.change?.kind === "append" ? total(entries[i - 1]) : 0),
    rows: entry.rows,
    from: entry.from,
    to: entry.to,
    source: entry.source.name,
    fingerprint: entry.fingerprint.slice(0, 12),
    files: entry.collectedAt ? `deleted ${entry.collectedAt.slice(0, 10)}` : String(entry.files.length),
  }));
  const integers = ["added", "restated", "removed", "quarantined", "rows"];
  return new TableView(rows, {
    title: `${dataset}: ${entries.length} ${entries.length === 1 ? "version" : "versions"}`,
    columns: Object.keys(rows[0] ?? {}).map((key) =>
      integers.includes(key) ? { key, format: "integer" as const } : { key },
    ),
    note: "counts are rows of bars; quarantined: by this delivery",
  });
}

function total(entry: ManifestEntry | undefined): number {
  return Object.values(entry?.quarantined ?? {}).reduce((sum, count) => sum + count, 0);
}
