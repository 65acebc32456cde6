import {
  checkKeys,
  counted,
  formatNumber,
  type Showable,
  showsItself,
  TableView,
} from "../../../core/index.js";
import type { ManifestEntry } from "../../lake/manifest.js";
import { pathsOf } from "../../lake/pathsOf.js";
import { explainRule, QUALITY_RULES } from "../rules.js";
import { type MonthlyFindings, type RuleSummary, readSummaries } from "./readSummaries.js";

const EXPLANATION = [
  { key: "severity", label: "Severity" },
  { key: "example", label: "Largest", unit: "symbol, date: value" },
  { key: "meaning", label: "Meaning" },
];

/** What the quality rules found in one version of a dataset, rule by rule. */
export class QualityReport implements Showable {
  constructor(
    readonly entry: ManifestEntry,
    /** Rules that found something: those that keep out first, then those that flag, by number of findings. */
    readonly rules: readonly RuleSummary[],
    /** Findings per rule and month. */
    readonly months: readonly MonthlyFindings[],
  ) {}

  /** Rows that were kept out. */
  get quarantined(): number {
    return total(this.entry.quarantined);
  }
  /** Rows of the dataset that were judged, published or kept out. */
  get judged(): number {
    return this.entry.rows + this.quarantined;
  }
  /** Findings that keep nothing out. */
  get flagged(): number {
    return total(this.entry.flagged);
  }
  /** Rules that looked and found nothing. */
  get silent(): readonly string[] {
    return QUALITY_RULES.filter(({ name }) => !this.isOff(name) && !this.found(name)).map(({ name }) => name);
  }
  /** Rules that the policy of the version had switched off. */
  get off(): readonly string[] {
    return QUALITY_RULES.filter(({ name }) => this.isOff(name)).map(({ name }) => name);
  }

  /** One row per rule that found something; `explain: false` leaves out severity, example and meaning. */
  table({ explain = true }: { explain?: boolean } = {}): TableView {
    const { dataset, version } = this.entry;
    const judged = this.judged;
    const rows = this.rules.map((summary) => ({
      ...summary,
      perMillion: (1e6 * summary.findings) / judged,
      severity: QUALITY_RULES.find(({ name }) => name === summary.rule)?.severity ?? "error",
      meaning: explainRule(summary.rule),
    }));
    const kept = `${formatNumber(this.quarantined, "integer")} of ${formatNumber(judged, "integer")} rows kept out`;
    return new TableView(rows, {
      title: `${dataset} ${version}: ${kept}, ${counted(this.flagged, "finding")} flagged`,
      columns: [
        { key: "action", label: "Action" },
        { key: "rule", label: "Rule" },
        { key: "findings", label: "Findings", unit: "rows", format: "integer" },
        { key: "perMillion", label: "Share", unit: "per million rows", format: "integer" },
        { key: "symbols", label: "Symbols", format: "integer" },
        { key: "first", label: "First" },
        { key: "last", label: "Last" },
        ...(explain ? EXPLANATION : []),
      ],
      note: [
        this.silent.length > 0 ? `Found nothing: ${this.silent.join(", ")}.` : "",
        this.off.length > 0 ? `Off: ${this.off.join(", ")}.` : "",
      ]
        .filter(Boolean)
        .join(" "),
      limit: rows.length,
    });
  }

  toText(width?: number): string {
    return this.table().toText(width);
  }
  /** Meanings stand in a table of their own, so that neither is wider than a page. */
  toHtml(): string {
    const { rows } = this.table();
    const columns = [{ key: "rule", label: "Rule" }, ...EXPLANATION];
    const explained = new TableView(rows, { columns, limit: rows.length }).toHtml();
    return `<div>${this.table({ explain: false }).toHtml()}${rows.length > 0 ? explained : ""}</div>`;
  }

  private isOff(rule: string): boolean {
    return this.entry.policy.rules?.[rule]?.action === "off";
  }
  private found(rule: string): boolean {
    return this.rules.some((summary) => summary.rule === rule);
  }
}
showsItself(QualityReport);

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * What the quality rules found in a version of a dataset (default: the newest): per rule the findings, their share, where
 * and when, with the meaning of the rule.
 *
 * @example await qualityReport(openLake(), "prices")
 */
export async function qualityReport(
  lake: { readonly dir: string; version(dataset: string, version?: string): ManifestEntry },
  dataset: string,
  options: { version?: string } = {},
): Promise<QualityReport> {
  checkKeys("data.qualityReport", options, ["version"]);
  const entry = lake.version(dataset, options.version);
  const { rules, months } = await readSummaries({
    quarantine: pathsOf(lake.dir, entry, "quarantine"),
    flags: pathsOf(lake.dir, entry, "flags"),
  });
  return new QualityReport(entry, rules, months);
}
