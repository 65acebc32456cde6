import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../lib/src/core/index.js";
import { type Database, withDatabase } from "../../lib/src/data/duckdb/database.js";
import { openLake } from "../../lib/src/data/index.js";

const root = new URL("../../", import.meta.url).pathname;
const folder = resolve(root, process.env.ASSAY_REAL_DATA ?? "../shared/data", "pit_raw");
const FIRST = join(folder, "us_all_prices_firstseen_20150323_20170331.csv.gz");
const LATER = join(folder, "us_all_prices_restated_nextday.csv.gz");
const DAYS = 40;
const SESSIONS = 8;
const FIELDS = ["open", "high", "low", "close", "volume"];

/** What was seen of all US listings on the day, and what had changed at the next look, as one dataset. */
describe.skipIf(!existsSync(FIRST))("the record of all US listings, 2015 to 2017", () => {
  const dir = mkdtempSync(join(tmpdir(), "assay-gate-"));
  const lake = openLake(dir);
  beforeAll(async () => {
    await lake.ingest(FIRST, { dataset: "pit" });
    await lake.append(LATER, { dataset: "pit" });
  }, 900_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test("holds every row that was delivered, published or in quarantine", async () => {
    const { change, rows } = lake.version("pit");
    const first = lake.version("pit", "v1");
    expect(first.delivered).toBe(3_031_369);
    expect(first.rows + sum(first.quarantined)).toBe(first.delivered);
    expect(rows).toBe(first.rows + change!.added - change!.removed);
    const again = await lake.append(LATER, { dataset: "pit" });
    expect(again.outcome).toBe("unchanged");
    expect((await lake.verify("pit")).ok).toBe(true);
  }, 600_000);

  test(`shows on each of ${DAYS} sampled days what had been seen by then, first or last, straight from the files`, async () => {
    await withDatabase(async (db) => {
      await loadSeen(db, await keptOut());
      const sessions = await db.rows("SELECT DISTINCT date::VARCHAR AS date FROM seen ORDER BY 1");
      const random = new Random(11);
      let cells = 0;
      let restated = 0;
      for (let k = 0; k < DAYS; k++) {
        const at = SESSIONS + random.integer(sessions.length - SESSIONS);
        const [from, asOf] = [String(sessions[at - SESSIONS + 1].date), String(sessions[at].date)];
        for (const revision of ["latest", "first"] as const) {
          const market = await lake.market("pit", { from, asOf, revision });
          const expected = await db.rows(seenBy(from, asOf, revision));
          cells += expected.length;
          if (revision === "latest") restated += expected.filter((row) => row.later).length;
          let found = 0;
          for (const panel of [market.panel("raw.close")])
            for (const value of panel.values) if (!Number.isNaN(value)) found++;
          expect(found, `${from} ${asOf} ${revision}`).toBe(expected.length);
          const panels = FIELDS.map((field) => market.panel(`raw.${field}`));
          const wrong = expected.filter(({ symbol, date, ...row }) =>
            FIELDS.some((field, i) => {
              const value = panels[i].at(String(date), String(symbol));
              return !(value === row[field] || (Number.isNaN(value) && row[field] === null));
            }),
          );
          expect(wrong, `${from} ${asOf} ${revision}`).toEqual([]);
        }
      }
      console.log(
        `bitemporal: ${cells.toLocaleString("en")} bars on ${DAYS} days, ${restated.toLocaleString("en")} restated by then`,
      );
      expect(restated).toBeGreaterThan(1000);
    });
  }, 1_800_000);

  /** File, symbol and date of the rows that never were published. */
  async function keptOut(): Promise<string[]> {
    const { rows } = await lake.quarantine("pit");
    return rows.map(({ file, symbol, date }) => `${file}|${symbol}|${date}`);
  }
});

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, each) => total + each, 0);
}

/** `seen`: both files, with the day on which a row was seen. */
async function loadSeen(db: Database, keptOut: readonly string[]): Promise<void> {
  const numbers = FIELDS.map((field) => `try_cast(${field} AS DOUBLE) AS ${field}`).join(", ");
  const scan = (file: string) => `read_csv('${file}', all_varchar = true, header = true, nullstr = '')`;
  await db.run(`CREATE TABLE kept_out(key VARCHAR);
    INSERT INTO kept_out VALUES ${["", ...keptOut].map((key) => `('${key.replaceAll("'", "''")}')`).join(", ")};
    CREATE TABLE seen AS SELECT symbol, date::DATE AS date, date::DATE AS seen_on, false AS later, ${numbers} FROM ${scan(FIRST)}
        WHERE 'us_all_prices_firstseen_20150323_20170331.csv.gz|' || symbol || '|' || date NOT IN (SELECT key FROM kept_out)
      UNION ALL SELECT symbol, date::DATE, seen_on::DATE, true, ${numbers} FROM ${scan(LATER)}
        WHERE 'us_all_prices_restated_nextday.csv.gz|' || symbol || '|' || date NOT IN (SELECT key FROM kept_out)`);
}

function seenBy(from: string, day: string, revision: "first" | "latest"): string {
  const which = revision === "latest" ? "max_by" : "min_by";
  const order = "(seen_on, later)";
  return `SELECT symbol, date::VARCHAR AS date, ${which}(later, ${order}) AS later,
      ${FIELDS.map((field) => `${which}(${field}, ${order}) AS ${field}`).join(", ")}
    FROM seen WHERE date BETWEEN '${from}' AND '${day}' AND seen_on <= '${day}' GROUP BY symbol, date`;
}
