import type { TradingHours } from "../calendar/sessionCalendar.js";
import { instantSql } from "../lake/knowledge.js";
import { BAR_COLUMNS } from "./writePiece.js";

/** How bars are put together. */
export interface Resampling {
  /** Length of the new bars [minutes]. */
  readonly minutes: number;
  readonly label: "start" | "end";
  readonly closed: "left" | "right";
  /** Bars that end later are not known yet, UTC milliseconds. */
  readonly until?: number;
}

/**
 * SQL for longer bars from those of `bars`, counted from the opening of each session; needs the table `sessions`. Bars that end
 * after the close (auctions) belong to the last bar of a session, which may be shorter than the others.
 */
export function resampleSql(
  bars: string,
  hours: TradingHours,
  { minutes, label, closed, until }: Resampling,
): string {
  const width = minutes * 60_000_000;
  const [anchor, limit] = hours === "regular" ? ["s.open", "s.close"] : ["s.first", "s.last"];
  const passed = `(epoch_us(b.time) - epoch_us(${anchor}))`;
  const nth =
    closed === "left"
      ? `${passed} // ${width} + 1`
      : `least(${passed} + ${width - 1}, epoch_us(${limit}) - epoch_us(${anchor}) + ${width - 1}) // ${width}`;
  const end = `anchor + to_microseconds(nth * ${width})`;
  const known = closed === "left" ? end : `greatest(least(${end}, any_value(closing)), max(time))`;
  const time = label === "start" ? `anchor + to_microseconds((nth - 1) * ${width})` : known;
  const ended = until === undefined ? "" : `HAVING ${known} <= ${instantSql(until)}`;
  return `(SELECT symbol, date, ${time} AS time, bool_and(regular) AS regular, arg_min(open, time) AS open,
      max(high) AS high, min(low) AS low, arg_max(close, time) AS close, sum(volume) AS volume
    FROM (SELECT ${BAR_COLUMNS.split(", ")
      .map((name) => `b.${name}`)
      .join(", ")}, ${anchor} AS anchor, ${limit} AS closing, ${nth} AS nth
      FROM ${bars} b JOIN sessions s ON s.date = b.date)
    GROUP BY symbol, date, anchor, nth ${ended} ORDER BY symbol, date, nth)`;
}
