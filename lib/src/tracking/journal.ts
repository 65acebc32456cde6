import { z } from "zod";
import { artifactSchema, dataUseSchema, jsonSchema, moduleSchema } from "./schema.js";

const time = z.iso.datetime();
const text = z.string();

const entrySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("data"), time, use: dataUseSchema }),
  z.object({
    type: z.literal("trial"),
    time,
    cell: text,
    trial: z.object({ kind: z.enum(["evaluation", "backtest"]), name: text, hash: text }),
  }),
  z.object({ type: z.literal("artifact"), time, artifact: artifactSchema }),
  z.object({ type: z.literal("note"), time, text }),
  z.object({ type: z.literal("tag"), time, tag: text }),
  z.object({ type: z.literal("untag"), time, tag: text }),
  z.object({ type: z.literal("warning"), time, text }),
  z.object({
    type: z.literal("start"),
    time,
    name: text,
    params: z.record(text, jsonSchema),
    seed: z.number().int().nullable(),
    study: text.nullable().optional(),
  }),
  z.object({ type: z.literal("code"), time, hash: text, code: text }),
  z.object({ type: z.literal("module"), time, module: moduleSchema }),
  z.object({ type: z.literal("verification"), time, verdict: z.enum(["verified", "differs"]), text }),
]);

/**
 * A line of `journal.jsonl`: something that happened in a run, told by whichever process it happened in. The
 * owner of the run folds the journal into `run.json`. Tags, notes and verifications from outside are lines of `annotations.jsonl`.
 */
export type JournalEntry = z.infer<typeof entrySchema>;

export function journalLine(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** Read one line; undefined when it is torn, or of a kind that a newer version wrote. */
export function parseJournalLine(line: string): JournalEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
