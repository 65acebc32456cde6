import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { appendJsonLines, readJsonLines } from "../../core/index.js";
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
  appendJsonLines(join(experimentsOf(root), FILE), [trials]);
}

/** The trials of each deleted run that belonged to a study. */
export function forgottenTrials(root: string): ForgottenTrials[] {
  const kept = readJsonLines(
    join(experimentsOf(root), FILE),
    (value) => forgottenSchema.safeParse(value).data,
  );
  return [...new Map(kept.map((each) => [each.run_id, each])).values()];
}

/** Let the project `to` know of the same deleted runs as the project `from`. */
export function copyForgottenTrials(from: string, to: string): void {
  const file = join(experimentsOf(from), FILE);
  if (!existsSync(file)) return;
  mkdirSync(experimentsOf(to), { recursive: true });
  copyFileSync(file, join(experimentsOf(to), FILE));
}
