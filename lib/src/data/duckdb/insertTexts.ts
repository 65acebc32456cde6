import { literal } from "../../core/index.js";
import type { Database } from "./database.js";

/** Append rows of text to a table of as many text columns. */
export async function insertTexts(
  db: Database,
  table: string,
  rows: readonly (readonly string[])[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    const values = rows.slice(start, start + 1000).map((row) => `(${row.map(literal).join(", ")})`);
    await db.run(`INSERT INTO ${table} VALUES ${values.join(", ")}`);
  }
}
