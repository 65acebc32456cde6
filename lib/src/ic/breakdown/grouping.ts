import { type AssetIndex, fail, nearest } from "../../core/index.js";
import type { FieldSource } from "../../expr/index.js";

/** Which group each symbol belongs to; the same on every date. */
export interface Grouping {
  /** Name of the grouping, e.g. `sector`. */
  readonly name: string;
  /** Group of each symbol as a position in {@link names}; −1 for none. */
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** A grouping that the market knows; an unknown name is an error of the market. */
export function marketGrouping(market: FieldSource, name: string): Grouping {
  if (typeof name !== "string" || name === "") {
    fail("ic.evaluate", "groups must be the name of a grouping of the market", {
      received: name,
      fix: 'for example groups: "sector"',
    });
  }
  return { name, ...market.group(name) };
}

/** A grouping given as symbol → group; symbols that it does not name have none. */
export function givenGrouping(
  who: string,
  assets: AssetIndex,
  groups: Readonly<Record<string, string>>,
): Grouping {
  if (typeof groups !== "object" || groups === null) {
    fail(who, "groups must be an object that gives symbols their group", { received: groups });
  }
  const stranger = Object.keys(groups).find((symbol) => assets.indexOf(symbol) < 0);
  if (stranger !== undefined) {
    const near = nearest(stranger, assets.symbols);
    fail(who, "groups must name symbols of the prices", {
      received: stranger,
      fix: near && `did you mean ${near}?`,
    });
  }
  const names = [...new Set(Object.values(groups))].sort();
  const codes = Int32Array.from(assets.symbols, (symbol) =>
    Object.hasOwn(groups, symbol) ? names.indexOf(groups[symbol]) : -1,
  );
  return { name: "group", codes, names };
}
