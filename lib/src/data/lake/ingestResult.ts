import { counted, escapeHtml, type Showable, showsItself, TableView } from "../../core/index.js";
import { explainRule } from "../quality/rules.js";
import type { ManifestEntry, VersionChange } from "./manifest.js";

const CLEAN = "quality: nothing to report";

/** What an append found in its delivery. Counts are rows of bars. */
export interface Delivery extends Pick<VersionChange, "added" | "restated" | "removed"> {
  /** Good rows that are published already, with the same values. */
  readonly repeated: number;
  /** Published bars between the first and last delivered date of their symbol that were not delivered; they stay. */
  readonly absent: number;
}

/** What an ingest did: the version that is now the newest, and whether this ingest published it. */
export class IngestResult implements Showable {
  constructor(
    readonly entry: ManifestEntry,
    /** `unchanged`: the newest version already had this content, nothing was written. */
    readonly outcome: "published" | "unchanged",
    /** Of an append to a dataset that was there. */
    readonly delivery?: Delivery,
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
    return [...this.lines(), quality].join("\n");
  }

  toHtml(): string {
    const findings = this.findings();
    const quality = findings.rows.length > 0 ? findings.toHtml() : `<p>${CLEAN}</p>`;
    const lines = this.lines()
      .map((line) => `<p>${escapeHtml(line)}</p>`)
      .join("");
    return `<div class="assay-ingest">${lines}${quality}</div>`;
  }

  private lines(): string[] {
    return [this.headline(), ...(this.delivery ? [describeDelivery(this.delivery)] : []), this.columnsLine()];
  }

  private headline(): string {
    const { dataset, version, rows, symbols, from, to } = this.entry;
    const what = `${counted(rows, "row")} of ${counted(symbols, "symbol")}, ${from} to ${to}`;
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

function describeDelivery({ added, restated, removed, repeated, absent }: Delivery): string {
  const count = (n: number) => n.toLocaleString("en");
  const found = `delivered: ${counted(added, "row")} added, ${count(restated)} restated, ${count(repeated)} as published`;
  const withdrawn =
    removed > 0
      ? `; ${counted(removed, "published row is withdrawn: it now looks", "published rows are withdrawn: they now look")} wrong`
      : "";
  const stay =
    absent > 0
      ? `; ${counted(absent, "published row was", "published rows were")} not delivered again and stay`
      : "";
  return `${found}${withdrawn}${stay}`;
}
