/** What is known of the flaws of two real panels, and what the rules find of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { withDatabase } from "../../lib/build/data/duckdb/database.js";
import { openLake } from "../../lib/dist/data/index.js";

const DATA = resolve(process.env.ASSAY_REAL_DATA ?? "../shared/data");
export const PANEL = join(DATA, "panel/sp500_daily_20130208_20180207.csv.gz");
export const PIT = join(DATA, "pit_raw/us_all_prices_firstseen_20150323_20170331.csv.gz");
const RESTATED = join(DATA, "pit_raw/us_all_prices_restated_nextday.csv.gz");
const ACTIONS = join(DATA, "pit_raw/us_all_corporate_actions_derived.csv.gz");

/** Ingest files, one after the other, and ask about `found(rule, symbol, date, value)`, one row per finding. */
async function ask([file, ...later], questions) {
  const dir = mkdtempSync(join(tmpdir(), "assay-quality-"));
  try {
    const lake = openLake(dir);
    const options = { dataset: "d", quality: { calendar: "XNYS" } };
    let { entry } = await lake.ingest(file, options);
    for (const next of later) ({ entry } = await lake.append(next, options));
    const paths = (kind) =>
      `['${entry.files
        .filter((f) => f.kind === kind)
        .map(({ path }) => join(dir, path))
        .join("','")}']`;
    return await withDatabase(async (db) => {
      await db.run(`CREATE TABLE found AS
        SELECT reason AS rule, symbol, date::DATE AS date, try_cast(close AS DOUBLE) AS value FROM read_parquet(${paths("quarantine")}, union_by_name = true)
        UNION ALL SELECT flag, symbol, date, value FROM read_parquet(${paths("flags")})`);
      return await questions(db, async (sql) => Number(Object.values((await db.rows(sql))[0])[0]));
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const places = (list) =>
  `(VALUES ${list.map(([symbol, date]) => `('${symbol}', DATE '${date}')`).join(", ")}) known(symbol, date)`;
const rules = (names) => `rule IN ('${names.join("','")}')`;

/** Places of `list` that one of the rules names. */
const hit = (list, names) =>
  `SELECT count(DISTINCT (symbol, date)) FROM ${places(list)} JOIN found USING (symbol, date) WHERE ${rules(names)}`;
const count = (name) => `SELECT count(*) FROM found WHERE rule = '${name}'`;

const TICKS = [
  ["LNT", "2016-05-19"],
  ["MRO", "2017-09-14"],
  ["NWL", "2017-09-14"],
];
const JUMPS = [
  ...[
    ["DISCA", "2014-08-07"],
    ["DISCK", "2014-08-07"],
    ["DHR", "2016-07-05"],
    ["EBAY", "2015-07-20"],
  ],
  ...[
    ["NI", "2015-07-02"],
    ["HPE", "2017-04-03"],
    ["XRX", "2017-01-03"],
  ],
];
const NEWS = [
  ["AMD", "2016-04-22"],
  ["VRTX", "2013-04-19"],
];
const UNRECORDED = ["unrecorded_split", "unrecorded_payout"];
const TAKEN_OUT = ["one_day_spike", "unit_error", "ohlc_inconsistent"];

export const measurePanel = () =>
  ask([PANEL], async (_, number) => [
    ["rows with an empty price", 11, await number(count("missing_price")), "`missing_price`"],
    [
      "open or close outside low to high by over 0.5 %",
      10,
      await number(count("ohlc_inconsistent")),
      "`ohlc_inconsistent`",
    ],
    [
      "the same by less",
      3,
      await number(count("ohlc_rounding")),
      "`ohlc_rounding`; pandas counts two as well",
    ],
    ["bad ticks of one day", 3, await number(hit(TICKS, TAKEN_OUT)), "`one_day_spike`, `ohlc_inconsistent`"],
    [
      "bars that `one_day_spike` takes out",
      await number(count("one_day_spike")),
      await number(hit(TICKS, ["one_day_spike"])),
      "the third, FLR on the day of two others, is a tick that was not listed",
    ],
    ["missing symbol-days", 51, await number(count("missing_session")), "`missing_session`"],
    [
      "splits and spin-offs that no action records",
      JUMPS.length,
      await number(hit(JUMPS, UNRECORDED)),
      "`unrecorded_split`, `unrecorded_payout`",
    ],
    [
      "the same",
      JUMPS.length,
      await number(hit(JUMPS, [...UNRECORDED, "large_move", "extreme_move"])),
      "any rule about jumps",
    ],
    [
      "findings of `unrecorded_…`",
      await number(`SELECT count(*) FROM found WHERE ${rules(UNRECORDED)}`),
      await number(hit(JUMPS, UNRECORDED)),
      "are in that list; most others are falls on earnings",
    ],
    [
      "genuine moves of over 50 %",
      NEWS.length,
      await number(hit(NEWS, [...TAKEN_OUT, ...UNRECORDED])),
      "wrongly kept out or called unrecorded",
    ],
  ]);

export const measurePointInTime = () =>
  ask([PIT], async (db, number) => {
    await db.run(`CREATE TABLE looked AS SELECT symbol, date, seen_on, close FROM read_csv('${RESTATED}', nullstr = '',
        types = {'symbol': 'VARCHAR'}) WHERE late_first_seen = 0;
      CREATE TABLE first_seen AS SELECT symbol, date, close FROM read_csv('${PIT}', nullstr = '', types = {'symbol': 'VARCHAR'});
      CREATE TABLE corrected AS SELECT symbol, date, abs(ln(l.close / f.close)) AS size FROM looked l
        JOIN first_seen f USING (symbol, date) WHERE l.close > 0 AND f.close > 0;
      CREATE TABLE out AS SELECT DISTINCT symbol, date FROM found WHERE ${rules(["one_day_spike", "unit_error"])};
      CREATE TABLE splits AS SELECT symbol, ex_date::DATE AS date FROM read_csv('${ACTIONS}', nullstr = '',
        types = {'symbol': 'VARCHAR'}) WHERE kind ILIKE '%split%' AND abs(ln(factor)) > ln(1.4);`);
    const [n, m] = [
      await number("SELECT count(*) FROM out"),
      await number("SELECT count(*) FROM corrected WHERE size > ln(1.25)"),
    ];
    const splits = await number("SELECT count(*) FROM splits");
    const named = await number(count("unrecorded_split"));
    const bothSplit = await number(
      `SELECT count(DISTINCT (symbol, date)) FROM splits JOIN found USING (symbol, date) WHERE rule = 'unrecorded_split'`,
    );
    return [
      ["sessions without any row", 4, await number(count("absent_session")), "`absent_session`"],
      ["thin sessions and days of holidays", 12, await number(count("thin_session")), "`thin_session`"],
      [
        "rows on three holidays",
        33,
        await number(count("off_calendar")),
        "`off_calendar`; a row that falls for another reason is not flagged",
      ],
      [
        "rows without volume",
        80_010,
        await number(count("zero_volume")),
        "`zero_volume`; the others fell for another reason",
      ],
      ["zero prices", 11, await number(count("non_positive_price")), "`non_positive_price`"],
      [
        "one-day spikes that somebody counted",
        135,
        n,
        "rows that `one_day_spike` and `unit_error` take out; the count's own rule is not known",
      ],
      [
        "rows taken out as spikes",
        n,
        await number("SELECT count(*) FROM out JOIN looked USING (symbol, date)"),
        "were looked at again and changed in some way",
      ],
      [
        "rows taken out as spikes",
        n,
        await number("SELECT count(*) FROM out JOIN corrected USING (symbol, date) WHERE size > ln(1.1)"),
        "had their close corrected by over 10 %: a lower bound of the precision",
      ],
      [
        "closes corrected by over 25 %",
        m,
        await number("SELECT count(*) FROM corrected JOIN out USING (symbol, date) WHERE size > ln(1.25)"),
        "had been taken out",
      ],
      [
        "closes corrected by over 25 %",
        m,
        await number(
          "SELECT count(DISTINCT (symbol, date)) FROM corrected JOIN found USING (symbol, date) WHERE size > ln(1.25)",
        ),
        "had been named by some rule",
      ],
      ["splits of 3:2 and more in the derived list", splits, bothSplit, "`unrecorded_split`"],
      [
        "the same",
        splits,
        await number("SELECT count(DISTINCT (symbol, date)) FROM splits JOIN found USING (symbol, date)"),
        "any rule",
      ],
      ["findings of `unrecorded_split`", named, bothSplit, "are splits of that list"],
      [
        "tickers of another security: AA from 2016-11-01, MS from 2017-02-14, NEE from 2016-11-28",
        3,
        await number(
          hit(
            [
              ["AA", "2016-11-01"],
              ["MS", "2017-02-14"],
              ["NEE", "2016-11-28"],
            ],
            ["foreign_rows", "symbol_reuse", ...UNRECORDED],
          ),
        ),
        "`foreign_rows`, `symbol_reuse`, `unrecorded_payout`",
      ],
    ];
  });

/** What the second look at the bars of a day changed, counted by comparing the two files. */
export const measureRestatedBars = () =>
  ask([PIT, RESTATED], async (db, number) => {
    const read = (file) => `read_csv('${file}', nullstr = '', types = {'symbol': 'VARCHAR'})`;
    const size = (field) => `abs(ln(l.${field} / f.${field}))`;
    await db.run(`CREATE TABLE pairs AS SELECT symbol, date,
        greatest(${["open", "high", "low", "close"].map(size).join(", ")}) AS price,
        CASE WHEN l.volume > 0 AND f.volume > 0 THEN ${size("volume")} WHEN l.volume = f.volume THEN 0 ELSE 9 END AS volume
      FROM ${read(RESTATED)} l JOIN ${read(PIT)} f USING (symbol, date) WHERE least(l.low, f.low) > 0`);
    const row = async (what, where, rule) => [
      what,
      await number(`SELECT count(*) FROM pairs WHERE ${where}`),
      await number(
        `SELECT count(DISTINCT (symbol, date)) FROM pairs JOIN found USING (symbol, date) WHERE (${where}) AND rule = '${rule}'`,
      ),
      `\`${rule}\``,
    ];
    const all = ["large_restatement", "restatement", "restated_volume", "rescaled_history"];
    return [
      await row("prices restated by over 5 %", "price > ln(1.05)", "large_restatement"),
      await row("the same by less", "price BETWEEN 1e-6 AND ln(1.05)", "restatement"),
      await row(
        "volumes restated by over a tenth, or from or to none",
        "volume > ln(1.1)",
        "restated_volume",
      ),
      [
        "findings of the four rules",
        await number(`SELECT count(*) FROM found WHERE ${rules(all)}`),
        await number(
          `SELECT count(*) FROM found JOIN pairs USING (symbol, date) WHERE ${rules(all)} AND (price > 1e-6 OR volume > ln(1.1))`,
        ),
        "are of bars that differ between the two files",
      ],
    ];
  });
