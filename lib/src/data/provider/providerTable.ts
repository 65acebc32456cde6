import { TableView } from "../../core/index.js";
import { PROVIDERS } from "./adapters/index.js";
import type { Provider } from "./provider.js";

/** What each provider documents: prices, actions, frequencies, limits, history, and where its key comes from. */
export function providerTable(providers: readonly Provider[] = PROVIDERS): TableView {
  const rows = providers.map(({ name, facts }) => ({
    provider: name,
    prices: facts.prices.replace("_", " "),
    actions: facts.actions.join(", ") || "none",
    frequencies: facts.frequencies.join(" "),
    rate: `${facts.rate.requests} in ${facts.rate.seconds} s`,
    page: facts.pageSize,
    symbols: facts.symbolsPerRequest,
    label: `${facts.label}, ${facts.zone}`,
    history: facts.history,
    keys: facts.keys.join(", ") || "none needed",
    documentation: facts.documentation,
  }));
  return new TableView(rows, {
    title: "Providers",
    columns: [
      ...["provider", "prices", "actions", "frequencies"].map((key) => ({ key })),
      { key: "rate", label: "requests without charge" },
      { key: "page", label: "page", unit: "rows", format: "integer" },
      { key: "symbols", label: "symbols per request", format: "integer" },
      { key: "label", label: "stamp of a bar" },
      { key: "history" },
      { key: "keys", label: "variables with keys" },
    ],
    note: "prices: as traded (raw), divided by later splits (split adjusted), or adjusted for splits and dividends (total return)",
  });
}
