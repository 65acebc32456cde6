import { join } from "node:path";
import { literal } from "../../core/index.js";
import { folderOf, type KeptEvents } from "../events/keptManifest.js";
import { type KnownOptions, knowledgeOf } from "../lake/knowledge.js";
import type { EventView } from "./askLake.js";

/** A kept table of events as a query sees it: symbol, both times in UTC, and its columns; later ones are gone. */
export function eventView(dir: string, name: string, kept: KeptEvents, known: KnownOptions): EventView {
  const file = join(folderOf(dir, name), kept.files[0].path);
  const { asOf } = knowledgeOf(known);
  const then = asOf === undefined ? "" : ` WHERE assay_known <= ${asOf}`;
  const instant = (column: string) => `make_timestamp_ms(${column}::BIGINT)`;
  const sql = `SELECT assay_symbol AS symbol, ${instant("assay_event")} AS event, ${instant("assay_known")} AS known,
    * EXCLUDE (assay_symbol, assay_event, assay_known) FROM read_parquet(${literal(file)})${then}`;
  return { name, sql, file };
}
