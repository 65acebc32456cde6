import { counted, type Showable, showsItself, TableView } from "../../../core/index.js";
import type { ClientOptions } from "../client/clientOptions.js";
import type { BarRequest, Provider } from "../provider.js";

/** What a fetch would ask, of whom, and how long that takes at their rate limits. Nothing is asked to make it. */
export class FetchPlan implements Showable {
  constructor(
    readonly dataset: string,
    readonly request: BarRequest,
    readonly providers: readonly Provider[],
    /** How each is asked. */
    readonly optionsOf: (provider: Provider) => ClientOptions,
  ) {}

  /** One row per provider, in the order in which they are asked. */
  table(): TableView {
    const rows = this.providers.map((provider, i) => {
      const { facts, name } = provider;
      const { rate = facts.rate, keys = {}, env = process.env } = this.optionsOf(provider);
      const requests = Math.ceil(this.request.symbols.length / facts.symbolsPerRequest);
      const missing = facts.keys.map((key) => keys[key] ?? key).filter((variable) => !env[variable]);
      return {
        order: i + 1,
        provider: name,
        prices: facts.prices.replace("_", " "),
        actions: facts.actions.join(", ") || "none",
        requests,
        minutes: (Math.max(0, requests - rate.requests) * rate.seconds) / rate.requests / 60,
        key:
          facts.keys.length === 0
            ? "none needed"
            : missing.length === 0
              ? "set"
              : `${missing.join(", ")} not set`,
      };
    });
    return new TableView(rows, {
      title: `${this.dataset}: ${counted(this.request.symbols.length, "symbol")}, ${this.request.frequency}, ${this.request.from} to ${this.request.to}`,
      columns: [
        { key: "order", format: "integer" },
        ...["provider", "prices", "actions"].map((key) => ({ key })),
        { key: "requests", label: "requests at least", format: "integer" },
        { key: "minutes", label: "waiting at least", unit: "min" },
        { key: "key" },
      ],
      note: "nothing was asked; a later provider is asked for what those before do not deliver",
    });
  }

  toText(): string {
    return this.table().toText();
  }
  toHtml(): string {
    return this.table().toHtml();
  }
}
showsItself(FetchPlan);
