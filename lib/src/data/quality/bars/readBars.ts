import type { Database } from "../../duckdb/database.js";
import type { DailyBars } from "./bars.js";
import { sortBars } from "./sortBars.js";

const NO_DATE = -2147483648;

/**
 * The rows of the table `typed` as sorted columns; also makes the table `symbol_codes(symbol, code)`, from 1. Rows that
 * are in `fallen` already have `out` 1.
 */
export async function readBars(db: Database): Promise<DailyBars> {
  await db.run(`CREATE TABLE symbol_codes AS SELECT symbol, (row_number() OVER (ORDER BY symbol))::INTEGER AS code
    FROM (SELECT DISTINCT symbol FROM typed WHERE symbol IS NOT NULL)`);
  const names = await db.rows("SELECT symbol FROM symbol_codes ORDER BY code");
  const dates = await db.rows(
    "SELECT DISTINCT (date - DATE '1970-01-01')::INTEGER AS day FROM typed WHERE date IS NOT NULL ORDER BY 1",
  );
  const [{ n }] = await db.rows("SELECT count(*)::DOUBLE AS n FROM typed");
  const days = Int32Array.from(dates, ({ day }) => Number(day));
  const columns = await scanTyped(db, Number(n), sessionNumber(days));
  const symbols = ["", ...names.map(({ symbol }) => String(symbol))];
  return sortBars({ ...columns, length: Number(n), symbols, days });
}

async function scanTyped(db: Database, length: number, sessionOf: (day: number) => number) {
  const numbers = Array.from({ length: 5 }, () => new Float64Array(length));
  const [symbol, session, row] = Array.from({ length: 3 }, () => new Int32Array(length));
  const [bad, out] = [new Uint8Array(length), new Uint8Array(length)];
  const [{ fallen }] = await db.rows("SELECT count(*)::INTEGER AS fallen FROM fallen");
  const isOut = fallen === 0 ? "0" : "(row IN (SELECT row FROM fallen))::INTEGER";
  let at = 0;
  await db.scan(
    `SELECT coalesce(code, 0), coalesce((date - DATE '1970-01-01')::INTEGER, ${NO_DATE}), row::INTEGER,
      coalesce(bad_number, false)::INTEGER, ${isOut}, open, high, low, close, volume
      FROM typed LEFT JOIN symbol_codes USING (symbol)`,
    (columns, rows) => {
      symbol.set(columns[0], at);
      for (let i = 0; i < rows; i++) session[at + i] = sessionOf(columns[1][i]);
      row.set(columns[2], at);
      bad.set(columns[3], at);
      out.set(columns[4], at);
      for (let c = 0; c < 5; c++) numbers[c].set(columns[5 + c], at);
      at += rows;
    },
  );
  const [open, high, low, close, volume] = numbers;
  return { symbol, session, row, bad, out, open, high, low, close, volume };
}

const TABLE_DAYS = 1 << 20;

/** Day → position among `days`, −1 for the missing date; a table over the span unless a wild date makes it huge. */
function sessionNumber(days: Int32Array): (day: number) => number {
  const [first, last] = [days[0], days[days.length - 1]];
  if (days.length === 0 || last - first > TABLE_DAYS) {
    const positions = new Map(Array.from(days, (day, at) => [day, at]));
    return (day) => positions.get(day) ?? -1;
  }
  const table = new Int32Array(last - first + 1).fill(-1);
  days.forEach((day, at) => {
    table[day - first] = at;
  });
  return (day) => (day === NO_DATE ? -1 : table[day - first]);
}
