import { DAY_MS } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { type BarSource, deliveredSql } from "./barSource.js";
import type { IngestBarsPlan } from "./ingestBarsOptions.js";
import { keepFallen } from "./quarantineBars.js";
import { findRepeats } from "./sortBars.js";
import type { Piece, Survey } from "./survey.js";
import { type Clock, typeBars } from "./typeBars.js";

/** What the rows of a source are read and judged with. */
export interface Judging {
  readonly plan: IngestBarsPlan;
  readonly source: BarSource;
  readonly clock: Clock;
}

/**
 * `typed`: the rows of a piece, judged; the fallen ones are put into the table `quarantine`. Returns whether the others lie
 * in the order of symbol and time.
 */
export async function judgeBars(
  db: Database,
  piece: Piece,
  { plan, source, clock }: Judging,
): Promise<boolean> {
  const delivered = deliveredSql(source, piece);
  await typeBars(db, delivered, { clock, rules: plan.rules, types: source.types });
  const inOrder = await findRepeats(db);
  await keepFallen(db, delivered, new Set(source.types.keys()));
  return inOrder;
}

/** How the times of a source are read, from its span. */
export function clockOf(
  { zone, calendar }: IngestBarsPlan,
  source: BarSource,
  { survey, timeFormat }: { survey: Survey; timeFormat?: string },
): Clock {
  const [from, to] = [survey.from - 2 * DAY_MS, survey.to + 2 * DAY_MS];
  return {
    type: source.types.get("date"),
    timeFormat,
    source: zone?.changes(from, to),
    exchange: calendar.clock.changes(from, to),
  };
}
