import { counted, TableView } from "../core/index.js";
import type { events, Lake } from "../data/index.js";

const SHARED = [
  { key: "version" },
  { key: "events", format: "integer" },
  { key: "from" },
  { key: "to" },
] as const;

/** The newest version of every kept table. */
export function keptTable(lake: Lake): TableView {
  const rows = lake.eventTables().flatMap((name) =>
    lake
      .eventVersions(name)
      .slice(-1)
      .map((version) => ({ name, ...shown(version) })),
  );
  return new TableView(rows, {
    title: `The lake keeps ${counted(rows.length, "table")} of events`,
    columns: [{ key: "name" }, ...SHARED, { key: "source" }, { key: "fingerprint" }],
    note: "from, to: first and last day on which an event became known",
    limit: rows.length,
  });
}

/** Every version of one table, oldest first. */
export function keptHistory(name: string, versions: readonly events.KeptEvents[]): TableView {
  const rows = versions.map((version) => ({
    ...shown(version),
    published: `${version.publishedAt.slice(0, 16).replace("T", " ")} UTC`,
    change: version.rollbackTo ? `rollback to ${version.rollbackTo}` : "kept",
  }));
  return new TableView(rows, {
    title: `events/${name}: ${counted(rows.length, "version")}`,
    columns: [{ key: "published" }, { key: "change" }, ...SHARED, { key: "source" }, { key: "fingerprint" }],
    limit: rows.length,
  });
}

function shown({ version, rows, from, to, source, note, fingerprint }: events.KeptEvents) {
  const where = source ? `${source.name} (${source.sha256.slice(0, 12)})` : note;
  return { version, events: rows, from, to, source: where, fingerprint: fingerprint.slice(0, 12) };
}
