import { literals } from "../../core/index.js";
import type { Database } from "../duckdb/database.js";
import { knownAt } from "./knowledge.js";

const PRICES = ["open", "high", "low", "close"] as const;

/**
 * Fill `revised` and `details` with the delivered rows whose bar is in `before(symbol, date, prices, volume, known_at)` with
 * other values. Of four prices the one that moved farthest is told. Where the delivery was known before what is published,
 * it is the older of the two.
 *
 * @param now SQL for the instant at which rows were known that carry no time of their own; null: with the bar
 */
export async function findRevisions(db: Database, now: string): Promise<void> {
  const differs = [...PRICES, "volume"].map((name) => `t.${name} IS DISTINCT FROM b.${name}`).join(" OR ");
  const values = [...PRICES, "volume"].flatMap((name) => [
    `CASE WHEN late THEN t.${name} ELSE b.${name} END AS old_${name}`,
    `CASE WHEN late THEN b.${name} ELSE t.${name} END AS new_${name}`,
  ]);
  await db.run(`
    CREATE TABLE pairs AS SELECT t.row, t.known < b.known_at AS late, least(b.known_at, t.known) AS first_known,
        greatest(b.known_at, t.known) AS last_known, ${values.join(", ")}
      FROM (SELECT * REPLACE (${knownAt(true)} AS known) FROM (
          SELECT t.*, coalesce(k.known, ${now}) AS known FROM typed t LEFT JOIN known_of k USING (row) WHERE row > 0)) t
      JOIN before b ON t.symbol = b.symbol AND t.date = b.date AND (${differs});
    CREATE TABLE changed AS SELECT *, ${SIZE} AS size FROM (
        SELECT p.row, first_known, last_known, unnest([${PRICES.map(change).join(", ")}], recursive := true) FROM pairs p);
    INSERT INTO revised SELECT row, 'price', arg_max(move, size), max(move) - min(move) FROM changed
        GROUP BY row HAVING max(abs(move)) > 0;
    INSERT INTO details SELECT row, 'price', arg_max(field, size), arg_max(old, size), arg_max(new, size),
        ${iso("any_value(first_known)")}, ${iso("any_value(last_known)")} FROM changed
        GROUP BY row HAVING max(abs(move)) > 0;
    INSERT INTO revised SELECT row, 'volume', CASE WHEN old_volume > 0 AND new_volume > 0 THEN ln(new_volume / old_volume)
        ELSE 'infinity'::DOUBLE END, 0 FROM pairs WHERE old_volume IS DISTINCT FROM new_volume;
    INSERT INTO details SELECT row, 'volume', 'volume', old_volume, new_volume, ${iso("first_known")}, ${iso("last_known")}
        FROM pairs WHERE old_volume IS DISTINCT FROM new_volume;
    DROP TABLE pairs; DROP TABLE changed`);
}

/** A price that is missing or not positive falls by other rules. */
const change = (name: string) => `{'field': '${name}', 'old': p.old_${name}, 'new': p.new_${name},
  'move': CASE WHEN p.old_${name} > 0 AND p.new_${name} > 0 THEN ln(p.new_${name} / p.old_${name}) ELSE 0 END}`;

/** Of equal moves the close is told, then the prices before it. */
const SIZE = `{'move': abs(move), 'place': list_position(${literals(PRICES)}, field)}`;

const iso = (instant: string) => `strftime(${instant}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
