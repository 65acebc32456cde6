import { checkKeys, checkOneOf, fail, isoDate, toInstant } from "../../core/index.js";
import type { TradingHours } from "../calendar/sessionCalendar.js";
import { type KnownOptions, knowledgeOf } from "../lake/knowledge.js";
import type { ManifestEntry } from "../lake/manifest.js";
import type { MarketSpan } from "../lake/span.js";
import { checkBarFrequency } from "./barFrequency.js";
import { Bars } from "./bars.js";

const WHO = "data.Lake.bars";

export interface BarsOptions extends MarketSpan {
  /** Bars of the regular hours, or of the extended ones too. Default `regular`. */
  hours?: TradingHours;
  /** Bars as they were known by then; longer and daily ones are those that had ended. See {@link KnownOptions}. */
  asOf?: KnownOptions["asOf"];
  /** Of a bar with restatements: the values first seen, or those known last. Default `latest`. */
  revision?: KnownOptions["revision"];
  /** A published version, e.g. `v2`. Default: the newest. */
  version?: string;
  /** `read` opens the dates that `lake.lock` keeps back, and is counted. Default `closed`: end before them. */
  holdout?: "closed" | "read";
}

/** Refuse options that nobody reads. */
export function checkBarsOptions(options: BarsOptions): void {
  checkKeys(WHO, options, [...["from", "to", "symbols", "hours", "asOf", "revision", "version", "holdout"]]);
  checkOneOf(WHO, "hours", options.hours ?? "regular", ["regular", "extended"]);
  checkOneOf(WHO, "holdout", options.holdout ?? "closed", ["closed", "read"]);
}

/** Bars of a version over a span; one without bars is an error. */
export function selectBars(
  root: string,
  entry: ManifestEntry,
  { from, to, symbols, hours = "regular", ...known }: MarketSpan & KnownOptions & { hours?: TradingHours },
): Bars {
  if (!entry.intraday) {
    fail(WHO, `${entry.dataset} holds bars of ${entry.frequency}, not of minutes`, {
      fix: "use lake.market",
    });
  }
  const first = from === undefined ? entry.from : isoDate(toInstant(from));
  const last = to === undefined ? entry.to : isoDate(toInstant(to));
  if (first > last || first > entry.to || last < entry.from) {
    fail(WHO, `${entry.dataset} holds ${entry.from} to ${entry.to}; nothing lies in this span`, {
      received: `${first} to ${last}`,
    });
  }
  const span = { first: first < entry.from ? entry.from : first, last: last > entry.to ? entry.to : last };
  const frequency = checkBarFrequency(WHO, entry.frequency);
  return new Bars({
    ...{ root, entry, span, hours, symbols, frequency },
    ...{ known: knowledgeOf(known), resampling: [] },
  });
}
