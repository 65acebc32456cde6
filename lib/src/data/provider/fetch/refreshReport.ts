import { type AssayError, escapeHtml, type Showable, showsItself, TableView } from "../../../core/index.js";
import type { FetchResult } from "./fetchResult.js";

/** What became of one dataset: neither result nor error when it was up to date. */
export interface Refreshed {
  readonly dataset: string;
  readonly result?: FetchResult;
  readonly error?: AssayError;
}

/** What became of each dataset of a refresh. */
export class RefreshReport implements Showable {
  constructor(readonly refreshed: readonly Refreshed[]) {}

  /** Whether every dataset is up to date now. */
  get ok(): boolean {
    return this.refreshed.every(({ error }) => error === undefined);
  }

  /** One row per dataset. */
  table(): TableView {
    const failed = this.refreshed.filter(({ error }) => error).length;
    return new TableView(this.refreshed.map(rowOf), {
      title:
        failed === 0
          ? "Every dataset is up to date"
          : `${failed} of ${this.refreshed.length} datasets failed`,
      columns: [
        ...["dataset", "outcome", "version", "to"].map((key) => ({ key })),
        ...["added", "restated", "requests"].map((key) => ({ key, format: "integer" as const })),
        { key: "without", label: "without new bars" },
      ],
    });
  }

  toText(): string {
    return [this.table().toText(), ...this.#problems()].join("\n\n");
  }
  toHtml(): string {
    const problems = this.#problems().map((text) => `<pre>${escapeHtml(text)}</pre>`);
    return `<div class="assay-refresh">${this.table().toHtml()}${problems.join("")}</div>`;
  }

  #problems(): string[] {
    return this.refreshed.flatMap(({ error }) => error?.message ?? []);
  }
}
showsItself(RefreshReport);

function rowOf({ dataset, result, error }: Refreshed) {
  if (!result) return { dataset, outcome: error ? "failed" : "up to date" };
  const { published, fetched, missing } = result;
  const { version, to, change } = published.entry;
  const news = published.outcome === "published" ? change : undefined;
  return {
    ...{ dataset, outcome: published.outcome, version, to },
    added: news?.added ?? 0,
    restated: news?.restated ?? 0,
    requests: fetched.requests,
    without: missing.join(", "),
  };
}
