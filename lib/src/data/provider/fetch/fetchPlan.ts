import { counted, type Showable, showsItself, TableView } from "../../../core/index.js";
import type { Provider } from "../provider.js";
import type { FetchJob } from "./fetchJob.js";

/** Symbols that are asked for from the same day on. */
export interface FetchPart {
  readonly from: string;
  readonly symbols: readonly string[];
}

/** What a fetch would ask, of whom, and how long that takes at their rate limits. Nothing is asked to make it. */
export class FetchPlan implements Showable {
  constructor(
    private readonly job: FetchJob,
    /** Most have one part; symbols that are new to a dataset, or that rested, have their own. */
    readonly parts: readonly FetchPart[],
  ) {}

  get dataset(): string {
    return this.job.dataset;
  }
  /** Last session asked for. */
  get to(): string {
    return this.job.to;
  }
  /** In the order in which they are asked. */
  get providers(): readonly Provider[] {
    return this.job.providers;
  }

  /** One row per provider, in the order in which they are asked. */
  table(): TableView {
    return new TableView(
      this.providers.map((provider, i) => this.#row(provider, i)),
      {
        title: this.#title(),
        columns: [
          { key: "order", format: "integer" },
          ...["provider", "prices", "actions"].map((key) => ({ key })),
          { key: "requests", label: "requests at least", format: "integer" },
          { key: "minutes", label: "waiting at least", unit: "min" },
          { key: "key" },
        ],
        note: "nothing was asked; a later provider is asked for what those before do not deliver",
      },
    );
  }

  toText(): string {
    return this.parts.length === 0 ? this.#title() : this.table().toText();
  }
  toHtml(): string {
    return this.table().toHtml();
  }

  #row(provider: Provider, i: number) {
    const { facts, name } = provider;
    const { rate = facts.rate, keys = {}, env = process.env } = this.job.optionsOf(provider);
    const size = facts.symbolsPerRequest;
    const requests = this.parts.reduce((sum, { symbols }) => sum + Math.ceil(symbols.length / size), 0);
    const unset = facts.keys.map((key) => keys[key] ?? key).filter((variable) => !env[variable]);
    return {
      order: i + 1,
      provider: name,
      prices: facts.prices.replace("_", " "),
      actions: facts.actions.join(", ") || "none",
      requests,
      minutes: (Math.max(0, requests - rate.requests) * rate.seconds) / rate.requests / 60,
      key:
        facts.keys.length === 0 ? "none needed" : unset.length === 0 ? "set" : `${unset.join(", ")} not set`,
    };
  }

  #title(): string {
    const { dataset, source, to } = this.job;
    if (this.parts.length === 0) return `${dataset}: up to date, the last session that is over is ${to}`;
    const spans = this.parts.map(({ from, symbols }) => `${counted(symbols.length, "symbol")} from ${from}`);
    return `${dataset}: ${source.frequency} bars of ${spans.join(", ")} to ${to}`;
  }
}
showsItself(FetchPlan);
