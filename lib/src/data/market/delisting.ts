import { checkInteger, checkKeys, checkNumber } from "../../core/index.js";

/** What holders get of a symbol whose prices end before the data do. */
export interface Delisting {
  /** Sessions without a price after which a symbol counts as delisted. Default 21, a month: shorter holes are halts or lost data. */
  after?: number;
  /** Return on the last price when it does, a fraction: −0.3 loses 30 %. Default 0: closed at the last price. */
  return?: number;
}

/** The policy with its defaults. */
export function checkDelisting(who: string, delisting: Delisting): Required<Delisting> {
  checkKeys(`${who} delisting`, delisting, ["after", "return"]);
  return {
    after: checkInteger(who, "delisting.after", delisting.after ?? 21, 1),
    return: checkNumber(who, "delisting.return", delisting.return ?? 0, { min: -1 }),
  };
}
