import { canonicalJson, sha256 } from "../../../core/index.js";
import { insertTexts } from "../../duckdb/insertTexts.js";
import type { Loaded, Source } from "../../source/source.js";
import type { Fetched } from "./fetched.js";
import { insertFetched } from "./insertFetched.js";

const FIELDS = ["symbol", "date", "open", "high", "low", "close", "volume"];

/** Fetched daily bars and actions as something to ingest; the column `file` of quarantine says who delivered a row. */
export function providerSource(fetched: Fetched): Source {
  return {
    async load(db) {
      const delivered = fetched.symbols.filter(({ bars }) => bars.length > 0);
      await insertFetched(db, fetched);
      await db.run(`CREATE TABLE incoming AS
        SELECT row, file, symbol, time::DATE AS date, * EXCLUDE (row, file, symbol, time) FROM fetched`);
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

function hashOf({ symbols }: Fetched): string {
  return sha256(
    ...symbols.map(({ symbol, provider, bars, actions }) =>
      canonicalJson({ symbol, provider, bars, actions }),
    ),
  );
}
