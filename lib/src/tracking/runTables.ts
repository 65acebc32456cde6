import { type Cell, type DataUse, TableView } from "../core/index.js";
import { flatParams } from "./compare/flatParams.js";
import { durationText } from "./durationText.js";
import type { CodeIdentity, RunRecord, SeenStatus } from "./record.js";

type Row = Record<string, Cell>;

/** What `runs show` prints: the head of the record first, then each part that is not empty. */
export function runTables(record: RunRecord, status: SeenStatus): TableView[] {
  const title = `${record.name}: ${status}`;
  const head = new TableView(headRows(record, status), {
    title,
    columns: [
      { key: "field", label: "run" },
      { key: "value", label: record.run_id },
    ],
  });
  return [head, ...parts(record)].filter((table) => table.rows.length > 0);
}

function headRows(record: RunRecord, status: SeenStatus): Row[] {
  const { environment: env, error } = record;
  const rows: [string, string | null][] = [
    ["status", status],
    ["error", error && `${at(error.cell)}${error.name}: ${error.message}`],
    ["kind", record.kind],
    ["started", record.startedAt],
    ["ended", record.endedAt],
    ["duration", durationText(record.durationMs)],
    ["notebook", record.notebook?.path ?? null],
    ["seed", record.seed === null ? null : String(record.seed)],
    ["code", codeText(record.code)],
    ["lock file", record.lockFile && `${record.lockFile.file} ${record.lockFile.sha256.slice(0, 12)}`],
    [
      "environment",
      `node ${env.node}, ${env.platform} ${env.arch}, ${env.cpus} cpus, assay ${env.assay ?? "?"}`,
    ],
    [
      "trials",
      record.trials.count > 0 ? `${record.trials.count} (${record.trials.distinct} distinct)` : null,
    ],
    ["parent", record.parent],
    ["study", record.study],
    ["tags", record.tags.join(", ") || null],
    ...(record.verifications ?? []).map(({ time, text }): [string, string] => [
      "verification",
      `${time.slice(0, 16)} ${text}`,
    ]),
    ...record.notes.map(({ time, text }): [string, string] => ["note", `${time.slice(0, 16)} ${text}`]),
    ...record.warnings.map((text): [string, string] => ["warning", text]),
  ];
  return rows.filter(([, value]) => value !== null).map(([field, value]) => ({ field, value }));
}

function parts(record: RunRecord): TableView[] {
  const params = [...flatParams(record.params)].map(([name, value]) => ({ name, value: asCell(value) }));
  const metrics = Object.entries(record.metrics).map(([name, value]) => ({ name, value: Number(value) }));
  const locked = record.data.some(({ holdout }) => holdout);
  const data = record.data.map(({ holdout, ...use }) => ({
    ...use,
    fingerprint: use.fingerprint.slice(0, 12),
    ...(locked && { "hold-out": holdout ? holdoutText(holdout) : null }),
  }));
  const modules = (record.modules ?? []).map(({ path, sha256 }) => ({ path, sha256: sha256.slice(0, 12) }));
  const artifacts = record.artifacts.map(({ name, path, bytes, type }) => ({ name, path, bytes, type }));
  const cells = record.cells.map((cell) => ({
    cell: cell.executionCount ?? "–",
    status: cell.status,
    duration: durationText(cell.durationMs),
    error: cell.error && `${cell.error.name}: ${cell.error.message.split("\n", 1)[0]}`,
  }));
  return [
    new TableView(params, { title: "Parameters", limit: 100 }),
    new TableView(metrics, { title: `Metrics (last of ${record.metricPoints} points)`, limit: 200 }),
    new TableView(data, { title: "Data", limit: 100 }),
    new TableView(modules, { title: "Local modules", limit: 100 }),
    new TableView(cells, { title: "Cells", limit: 200 }),
    new TableView(artifacts, { title: "Artifacts", limit: 100 }),
  ];
}

/** The state of a hold-out as a run found or left it. */
export function holdoutText({ from, reads }: NonNullable<DataUse["holdout"]>): string {
  return `from ${from}, ${reads === 0 ? "not read" : `read no. ${reads}`}`;
}

function asCell(value: unknown): Cell {
  return typeof value === "number" || typeof value === "boolean" || typeof value === "string"
    ? value
    : JSON.stringify(value);
}

/** Which code ran, in one line. */
export function codeText({ commit, branch, patch, dirty, note }: CodeIdentity): string {
  if (!commit) return note ?? "unknown";
  const changes = patch
    ? `, uncommitted changes in ${patch.file} (${patch.bytes} bytes)`
    : dirty
      ? ", with changes"
      : "";
  const omitted =
    patch && patch.omitted.length > 0 ? `, ${patch.omitted.length} changed file(s) left out` : "";
  return `${commit.slice(0, 12)}${branch ? ` on ${branch}` : ""}${changes}${omitted}${note ? `; ${note}` : ""}`;
}

function at(cell: number | string | null): string {
  return cell === null ? "" : `cell ${cell}: `;
}
