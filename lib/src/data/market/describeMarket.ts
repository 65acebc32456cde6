import { type Cell, counted, TableView } from "../../core/index.js";
import type { FieldSource } from "../../expr/index.js";
import type { MarketAction } from "./action.js";

/** What the face of a market is drawn from. */
interface Market extends FieldSource {
  readonly name: string;
  readonly fields: readonly string[];
  readonly actions: readonly MarketAction[];
  hasGroup(name: string): boolean;
}

/** Size, span, coverage, actions and sectors of a market as a table. */
export function describeMarket(market: Market): TableView {
  const { time, assets } = market;
  const span = time.length > 0 ? `${time.label(0)} to ${time.label(time.length - 1)}` : "–";
  const splits = market.actions.filter((action) => action.kind === "split").length;
  const rows: Record<string, Cell>[] = [
    { what: "symbols", value: String(assets.length) },
    { what: "sessions", value: `${time.length}, ${span}` },
    { what: "coverage", value: coverage(market) },
    { what: "fields", value: market.fields.join(", ") },
    {
      what: "corporate actions",
      value: `${counted(splits, "split")}, ${counted(market.actions.length - splits, "dividend")}`,
    },
    { what: "sectors", value: sectors(market) },
    { what: "fingerprint", value: market.fingerprint.slice(0, 12) },
  ];
  return new TableView(rows, {
    title: `Market ${market.name}`,
    columns: [{ key: "what" }, { key: "value" }],
  });
}

/** Share of symbol-days with a close, and how many symbols start late or end early. */
function coverage(market: Market): string {
  const values = market.panel("raw.close").values;
  const [rows, width] = [market.time.length, market.assets.length];
  let present = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) present++;
  let late = 0;
  let early = 0;
  for (let j = 0; j < width; j++) {
    if (Number.isNaN(values[j])) late++;
    if (Number.isNaN(values[(rows - 1) * width + j])) early++;
  }
  const share = values.length === 0 ? 0 : present / values.length;
  return `${(share * 100).toFixed(1)} % of symbol-days; ${counted(late, "symbol")} absent on the first date, ${early} on the last`;
}

function sectors(market: Market): string {
  if (!market.hasGroup("sector")) return "none";
  const { codes, names } = market.group("sector");
  const unknown = codes.filter((code) => code < 0).length;
  return `${names.length}${unknown > 0 ? `, ${counted(unknown, "symbol")} without one` : ""}: ${names.join(", ")}`;
}
