import { counted, type Showable, showsItself, TableView } from "../../../core/index.js";
import type { IngestResult } from "../../lake/ingestResult.js";
import type { FetchSummary } from "./fetched.js";

/** What a fetch brought, symbol by symbol, and what was published of it. */
export class FetchResult implements Showable {
  /** The published version. */
  readonly published: IngestResult;
  /** Symbols whose adjusted prices have a new scale: they were fetched from the beginning. */
  readonly rescaled: readonly string[];

  constructor(
    readonly dataset: string,
    readonly fetched: FetchSummary,
    { published, rescaled }: { published: IngestResult; rescaled: readonly string[] },
  ) {
    this.published = published;
    this.rescaled = rescaled;
  }

  /** Symbols that nobody delivered. */
  get missing(): string[] {
    return this.fetched.symbols.filter(({ provider }) => provider === "").map(({ symbol }) => symbol);
  }

  /** One row per symbol: who delivered it, how much, and who did not. */
  table(): TableView {
    const rows = this.fetched.symbols.map(
      ({ symbol, provider, bars, from, to, actions, repeated, failures }) => ({
        symbol,
        provider: provider || "nobody",
        ...{ bars, from, to, actions, repeated },
        refusals: failures.map((failure) => `${failure.provider}: ${failure.kind}`).join(", "),
      }),
    );
    const integers = ["bars", "actions", "repeated"];
    return new TableView(rows, {
      title: this.#headline(),
      columns: Object.keys(rows[0] ?? {}).map((key) => ({
        key,
        ...(integers.includes(key) && { format: "integer" as const }),
      })),
      note: this.#note(),
    });
  }

  toText(): string {
    return [this.table().toText(), this.published.toText()].join("\n\n");
  }
  toHtml(): string {
    return `<div class="assay-fetch">${this.table().toHtml()}${this.published.toHtml()}</div>`;
  }

  #note(): string {
    const { requests, cachedPages } = this.fetched;
    const anew = `; fetched from the beginning, because their prices have a new scale: ${this.rescaled.join(", ")}`;
    const pages = `${counted(requests, "request")}, ${counted(cachedPages, "page")} of an earlier fetch`;
    return this.rescaled.length > 0 ? pages + anew : pages;
  }

  #headline(): string {
    const { symbols } = this.fetched;
    const came = symbols.length - this.missing.length;
    const who = [...new Set(symbols.map(({ provider }) => provider))].filter(Boolean).sort().join(", ");
    const missing = this.missing.length > 0 ? `; missing: ${this.missing.join(", ")}` : "";
    return `${this.dataset}: ${came} of ${counted(symbols.length, "symbol")} from ${who}${missing}`;
  }
}
showsItself(FetchResult);
