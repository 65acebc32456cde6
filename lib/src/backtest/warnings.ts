import { counted } from "../core/index.js";
import type { Simulation } from "./engine/ledger.js";

/** What a reader must know before believing the numbers. */
export function warningsOf({ trades, ruined, delistings, time }: Simulation): string[] {
  const warnings: string[] = [];
  if (!trades.some((n) => n > 0))
    warnings.push("nothing was traded: no date had a signal that could be filled");
  if (ruined !== null) warnings.push(`all equity was lost on ${ruined}; later returns are 0`);
  if (delistings.length > 0) {
    warnings.push(
      `${counted(delistings.length, "position was", "positions were")} closed at the last price because prices stopped; see delistings`,
    );
  }
  if (time.length > 0 && time.length < 60)
    warnings.push(`only ${counted(time.length, "session")}: yearly figures mean little`);
  return warnings;
}
