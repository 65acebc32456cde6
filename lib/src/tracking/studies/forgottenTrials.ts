import { join } from "node:path";
import { z } from "zod";
import { LineReader, LineWriter } from "../lines.js";
import { experimentsOf } from "../runFolder.js";

const FILE = ".trials.jsonl";

const forgottenSchema = z.object({
  run_id: z.string(),
  study: z.string(),
  /** Reported trials, repetitions included, and the hashes of the different ones. */
  count: z.number().int().nonnegative(),
  hashes: z.array(z.string()),
});

/** What a run of a study had tried before the run was deleted. */
export type ForgottenTrials = z.infer<typeof forgottenSchema>;

/** Keep the trials of a run that is about to be deleted: a study does not get better by forgetting what it tried. */
export function keepTrials(root: string, trials: ForgottenTrials): void {
  const writer = new LineWriter(join(experimentsOf(root), FILE));
  writer.append(`${JSON.stringify(trials)}\n`);
  writer.close();
}

/** The trials of the deleted runs of a study, by run. */
export function forgottenTrials(root: string, study: string): ReadonlyMap<string, ForgottenTrials> {
  const lines = new LineReader(join(experimentsOf(root), FILE)).next();
  const kept = lines.flatMap((line) => parsed(line) ?? []).filter((each) => each.study === study);
  return new Map(kept.map((each) => [each.run_id, each]));
}

function parsed(line: string): ForgottenTrials | undefined {
  try {
    return forgottenSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
