import { Factor } from "../../expr/index.js";
import type { Market } from "../market/market.js";
import { readKeptEvents } from "./keptEvents.js";

const FIELD = /^events\.(\w+)\.\w+$/;

/** The tables whose fields are read by these factors, and those that are named, each once. */
export function tablesFor(wanted: readonly (string | Factor)[]): string[] {
  const names = wanted.flatMap((each) =>
    each instanceof Factor ? each.fields.flatMap((field) => FIELD.exec(field)?.[1] ?? []) : [each],
  );
  return [...new Set(names)].sort();
}

/**
 * The market with the fields of kept tables, as far as they were known by `asOf`. They are joined on `longer`, which has
 * the sessions before the market's first as well: a window, or a report before a split, may begin there.
 */
export async function joinKept(
  dir: string,
  market: Market,
  { tables, asOf, longer = market }: { tables: readonly string[]; asOf?: number; longer?: Market },
): Promise<Market> {
  let joined = longer;
  for (const name of tables) {
    const table = await readKeptEvents(dir, name);
    joined = (asOf === undefined ? table : table.knownBy(asOf)).onto(joined);
  }
  if (longer === market) return joined;
  const { time, assets } = market;
  const added = joined.fields.filter((name) => !longer.fields.includes(name));
  return market.withFields(
    Object.fromEntries(added.map((name) => [name, joined.panel(name).reindex(time, assets)])),
  );
}
