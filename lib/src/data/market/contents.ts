import { type AssetIndex, checkKeys, fail, type Panel, type TimeIndex } from "../../core/index.js";
import type { MarketAction } from "./action.js";

/** The data behind a market. */
export interface MarketContents {
  readonly name: string;
  readonly time: TimeIndex;
  readonly assets: AssetIndex;
  /** Raw panels by name: `open` … `volume`, `adj_close`, and any field of the caller's own. */
  readonly panels: ReadonlyMap<string, Panel>;
  readonly actions: readonly MarketAction[];
  /** Sector name per asset, `null` where unknown; `undefined` when nothing is known. */
  readonly sectors?: readonly (string | null)[];
}

/** What {@link Market.fromPanels} takes. */
export interface MarketPanels {
  /** Name shown in reports. Default `in memory`. */
  name?: string;
  /** Raw panels of one shape: `close` at least; `open`, `high`, `low`, `volume`, `adj_close`, and fields of your own. */
  fields: Readonly<Record<string, Panel>>;
  /** Sector per asset, in the order of the panels' assets; `null` where unknown. */
  sectors?: readonly (string | null)[];
  /** Splits and dividends; applied on read. */
  actions?: readonly MarketAction[];
}

/** Check panels given by a caller and lay them out. */
export function contentsOf(given: MarketPanels): MarketContents {
  const who = "data.Market.fromPanels";
  checkKeys(who, given, ["name", "fields", "sectors", "actions"]);
  const panels = new Map(Object.entries(given.fields));
  const close = panels.get("close");
  if (!close) fail(who, "fields must hold close", { received: [...panels.keys()].join(", ") || "no field" });
  for (const [name, panel] of panels) checkPanel(who, name, panel, close);
  if (given.sectors && given.sectors.length !== close.assets.length) {
    fail(who, `sectors must hold ${close.assets.length} names`, { received: given.sectors.length });
  }
  for (const action of given.actions ?? []) checkAction(who, action);
  const actions = [...(given.actions ?? [])].sort(byDate);
  const { time, assets } = close;
  return { name: given.name ?? "in memory", time, assets, panels, actions, sectors: given.sectors };
}

/** The same contents with more panels. */
export function withPanels(
  contents: MarketContents,
  fields: Readonly<Record<string, Panel>>,
): MarketContents {
  const who = "data.Market.withFields";
  const panels = new Map(contents.panels);
  for (const [name, panel] of Object.entries(fields)) {
    checkPanel(who, name, panel, contents);
    if (panels.has(name)) fail(who, "the market has a field of this name", { received: name });
    panels.set(name, panel);
  }
  return { ...contents, panels };
}

function checkPanel(
  who: string,
  name: string,
  panel: Panel,
  { time, assets }: { readonly time: TimeIndex; readonly assets: AssetIndex },
): void {
  if (!panel.time.equals(time) || !panel.assets.equals(assets)) {
    fail(who, `${name} must have the dates and assets of close`, { fix: "use panel.reindex(time, assets)" });
  }
  if (name.startsWith("raw.") || name === "dollar_volume" || name === "adjustment") {
    fail(who, "field names raw.*, dollar_volume and adjustment are derived", { received: name });
  }
}

function checkAction(who: string, action: MarketAction): void {
  if (!["split", "dividend"].includes(action.kind))
    fail(who, "an action is a split or a dividend", { received: action.kind });
  if (!(action.value > 0 && Number.isFinite(action.value))) {
    fail(who, `the ${action.kind} of ${action.symbol} on ${action.date} must be positive`, {
      received: action.value,
    });
  }
}

/** A total order, so that neither products of factors nor fingerprints depend on the order that was given. */
function byDate(a: MarketAction, b: MarketAction): number {
  const keys = ["date", "symbol", "kind", "value"] as const;
  const key = keys.find((each) => a[each] !== b[each]);
  return key === undefined ? 0 : a[key] < b[key] ? -1 : 1;
}
