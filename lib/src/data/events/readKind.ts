import { z } from "zod";
import { checkOneOf, fail } from "../../core/index.js";
import { EVENT_KINDS } from "./eventKinds.js";
import type { EventTable } from "./eventTable.js";

const text = z.string();
const OPTIONS = z.looseObject({
  ...{ name: text, date: text, value: text, unit: text, dateFormat: text, zone: text },
  ...{ known: text, event: text, symbol: text.nullable(), publishedAt: text, disclosures: text },
  ...{ publishedAfter: z.number(), staleAfter: z.number(), drop: z.array(text) },
  ...{ columns: z.record(text, text), fields: z.record(text, z.looseObject({})) },
  coverage: z.looseObject({ from: text.optional(), to: text.optional() }),
});
const schema = OPTIONS.partial();

const WHO = "events.readKind";

/**
 * A table of events from a file of one of {@link EVENT_KINDS}, by the reader of that name: `readKind("earnings", path)` is
 * `earnings(path)`. For options that come as data, from a command or a parameter; each reader says which it takes.
 */
export async function readKind(
  kind: string,
  path: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<EventTable> {
  const names = EVENT_KINDS.map(({ name }) => name);
  const reader = EVENT_KINDS[names.indexOf(checkOneOf(WHO, "kind", kind, names))];
  const { success, error } = schema.safeParse(options);
  if (!success) {
    const [{ path: at, message }] = error.issues;
    fail(WHO, `option ${at.join(".")}: ${message}`, { received: options[String(at[0])] });
  }
  return reader.read(path, options);
}
