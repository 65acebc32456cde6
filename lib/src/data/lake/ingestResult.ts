import { escapeHtml, type Showable, showsItself, TableView } from "../../core/index.js";
import { explainRule } from "../quality/rules.js";
import type { ManifestEntry } from "./manifest.js";

const CLEAN = "quality: nothing to report";

/** What an ingest did: the version that is now the newest, and whether this ingest published it. */
export class IngestResult implements Showable {
  constructor(
    readonly entry: ManifestEntry,
    /** `unchanged`: the newest version already had this content, nothing was written. */
    readonly outcome: "published" | "unchanged",
  ) {}

  get dataset(): string {
    return this.entry.dataset;
  }
  get version(): string {
    return this.entry.version;
  }
  get fingerprint(): string {
    return this.entry.fingerprint;
  }
  /** Rows published. */
  get rows(): number {
    return this.entry.rows;
  }
  /** Rows per reason. */
  get quarantined(): Readonly<Record<string, number>> {
    return this.entry.quarantined;
  }
  /** Rows per flag. */
  get flagged(): Readonly<Record<string, number>> {
    return this.entry.flagged;
  }

  toText(): string {
    const findings = this.findings();
    const quality = findings.rows.length > 0 ? findings.toText() : CLEAN;
    return [this.headline(), this.columnsLine(), quality].join("\n");
  }

  toHtml(): string {
    const findings = this.findings();
    const quality = findings.rows.length > 0 ? findings.toHtml() : `<p>${CLEAN}</p>`;
    const lines = [this.headline(), this.columnsLine()].map((line) => `<p>${escapeHtml(line)}</p>`).join("");
    return `<div class="assay-ingest">${lines}${quality}</div>`;
  }

  private headline(): string {
    const { dataset, version, rows, symbols, from, to } = this.entry;
    const what = `${rows.toLocaleString("en")} rows of ${symbols} symbols, ${from} to ${to}`;
    const verb = this.outcome === "published" ? "published" : "unchanged, still";
    return `${dataset}: ${verb} ${version} with ${what} (fingerprint ${this.fingerprint.slice(0, 12)})`;
  }

  private columnsLine(): string {
    const pairs = this.entry.columns.map(
      (match) => `${match.field} ← ${match.column}${match.by === "name" ? "" : ` (${match.by})`}`,
    );
    return `columns: ${pairs.join(", ")}`;
  }

  private findings(): TableView {
    const row =
      (severity: string) =>
      ([name, count]: [string, number]) => ({ severity, name, count, meaning: explainRule(name) });
    const rows = [
      ...Object.entries(this.quarantined).map(row("quarantined")),
      ...Object.entries(this.flagged).map(row("flagged")),
    ];
    return new TableView(rows, {
      title: "quality",
      columns: [
        { key: "severity" },
        { key: "name" },
        { key: "count", format: "integer" },
        { key: "meaning" },
      ],
    });
  }
}
showsItself(IngestResult);
