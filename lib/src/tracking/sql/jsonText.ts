import type { JsonValue } from "../record.js";

/** Text as it is, everything else as JSON. */
export const jsonText = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);
