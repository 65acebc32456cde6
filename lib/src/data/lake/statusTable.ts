import { formatNumber, TableView } from "../../core/index.js";
import type { Counts } from "../quality/inspect.js";
import type { ManifestEntry } from "./manifest.js";

/** The newest version of each dataset, one row each. */
export function statusTable(entries: readonly ManifestEntry[]): TableView {
  const rows = entries.map((entry) => ({
    dataset: entry.dataset,
    version: entry.version,
    frequency: entry.frequency,
    rows: entry.rows,
    symbols: entry.symbols,
    sessions: entry.sessions,
    from: entry.from,
    to: entry.to,
    quarantined: listed(entry.quarantined),
    flagged: listed(entry.flagged),
    files: entry.files.length,
    bytes: entry.files.reduce((sum, file) => sum + file.bytes, 0),
    published: `${entry.publishedAt.slice(0, 16).replace("T", " ")} UTC`,
    source: entry.source.name,
    fingerprint: entry.fingerprint,
  }));
  const integers = ["rows", "symbols", "sessions", "files", "bytes"];
  const keys =
    "dataset version frequency rows symbols sessions from to quarantined flagged files bytes published fingerprint".split(
      " ",
    );
  return new TableView(rows, {
    title: rows.length > 0 ? "Datasets" : "No dataset has been published yet",
    columns: keys.map((key) => (integers.includes(key) ? { key, format: "integer" as const } : { key })),
  });
}

/** `1,374: missing_price 11, ohlc_inconsistent 10, …` */
function listed(counts: Counts): string {
  const entries = Object.entries(counts);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const integer = (count: number) => formatNumber(count, "integer");
  const parts = entries.map(([name, count]) => `${name} ${integer(count)}`);
  return total === 0 ? "0" : `${integer(total)}: ${parts.join(", ")}`;
}
