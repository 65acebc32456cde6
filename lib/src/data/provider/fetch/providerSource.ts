import { canonicalJson, sha256 } from "../../../core/index.js";
import type { Database } from "../../duckdb/database.js";
import { insertTexts } from "../../duckdb/insertTexts.js";
import type { Loaded, Source } from "../../source/source.js";
import type { Bar } from "../provider.js";
import type { Fetched } from "./fetched.js";

const CELLS = ["open", "high", "low", "close", "volume"] as const;
const FIELDS = ["symbol", "date", ...CELLS];

/** Fetched daily bars and actions as something to ingest; the column `file` of quarantine says who delivered a row. */
export function providerSource(fetched: Fetched): Source {
  return {
    async load(db) {
      const delivered = fetched.symbols.filter(({ bars }) => bars.length > 0);
      await db.run("CREATE TABLE deliveries(code INTEGER, symbol VARCHAR, file VARCHAR)");
      await insertTexts(
        db,
        "deliveries",
        delivered.map(({ symbol, provider }, code) => [String(code), symbol, provider]),
      );
      await loadBars(
        db,
        delivered.map(({ bars }) => bars),
      );
      await insertTexts(
        db,
        "action_rows",
        delivered.flatMap(({ actions }) => actions.map((a) => [a.symbol, a.date, a.kind, String(a.value)])),
      );
      const columns = FIELDS.map((field) => ({ field, column: field, by: "name" as const }));
      const names = [...new Set(delivered.map(({ provider }) => provider))].sort();
      const info = { kind: "provider" as const, name: names.join(", "), sha256: hashOf(fetched), files: 0 };
      return { info, columns, fields: FIELDS } satisfies Loaded;
    },
  };
}

async function loadBars(db: Database, parts: readonly (readonly Bar[])[]): Promise<void> {
  const rows = parts.reduce((sum, bars) => sum + bars.length, 0);
  const codes = new Int32Array(rows);
  const days = new Int32Array(rows);
  const cells = CELLS.map(() => new Float64Array(rows));
  let row = 0;
  for (let code = 0; code < parts.length; code++) {
    for (const bar of parts[code]) {
      codes[row] = code;
      days[row] = Math.round(Date.parse(bar.time) / 86_400_000);
      for (let c = 0; c < CELLS.length; c++) cells[c][row] = bar[CELLS[c]] ?? Number.NaN;
      row++;
    }
  }
  await db.run(
    `CREATE TABLE cells(code INTEGER, day INTEGER, ${CELLS.map((name) => `${name} DOUBLE`).join(", ")})`,
  );
  await db.insert("cells", [codes, days, ...cells]);
  const numbers = CELLS.map((name) => `CASE WHEN NOT isnan(c.${name}) THEN c.${name} END AS ${name}`);
  await db.run(`CREATE TABLE incoming AS SELECT c.rowid AS row, d.file, d.symbol, DATE '1970-01-01' + c.day AS date,
    ${numbers.join(", ")} FROM cells c JOIN deliveries d USING (code) ORDER BY c.rowid`);
}

function hashOf({ symbols }: Fetched): string {
  return sha256(
    ...symbols.map(({ symbol, provider, bars, actions }) =>
      canonicalJson({ symbol, provider, bars, actions }),
    ),
  );
}
