import { fail } from "../../../core/index.js";
import type { Loaded } from "../../source/source.js";
import type { IngestOptions } from "../ingestOptions.js";
import type { ManifestEntry } from "../manifest.js";
import { barFields } from "../span.js";

/** A delivery has all fields of its dataset; more are told and not read. */
export function checkFields(last: ManifestEntry, { fields }: Loaded, { onMessage }: IngestOptions): void {
  const wanted = barFields(last);
  const missing = wanted.filter((field) => !fields.includes(field));
  if (missing.length > 0) {
    fail("data.append", `${last.dataset} has ${missing.join(", ")}, the source has not`, {
      received: fields.join(", "),
      fix: "name the columns with map, or ingest the source as a dataset of its own",
    });
  }
  for (const field of ["volume", "adj_close"]) {
    if (!fields.includes(field) || wanted.includes(field)) continue;
    onMessage?.(`${field} is not read: ${last.dataset} has none; ingest the whole to add it`);
  }
}
