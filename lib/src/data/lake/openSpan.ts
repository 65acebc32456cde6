import { DAY_MS, fail, isoDate, toInstant } from "../../core/index.js";
import type { Holdout } from "./holdout.js";
import type { MarketSpan } from "./span.js";

/** The span that may be read while a hold-out is closed: by default up to the day before it; a date in it is an error. */
export function openSpan(span: MarketSpan, { dataset, from }: Holdout): MarketSpan {
  for (const key of ["from", "to"] as const) {
    const asked = span[key];
    if (asked === undefined || isoDate(toInstant(asked)) < from) continue;
    fail("data.Lake.market", `${dataset} is locked from ${from} on, as a hold-out`, {
      received: `${key}: ${isoDate(toInstant(asked))}`,
      fix: `end before ${from}, or read it with { holdout: "read" }: every read is counted and shown on the report`,
    });
  }
  return { ...span, to: span.to ?? isoDate(toInstant(from) - DAY_MS) };
}

/** Does a read up to this date touch the hold-out? */
export function touches({ from }: Holdout, to: string): boolean {
  return to >= from;
}
