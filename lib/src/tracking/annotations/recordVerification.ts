import { join } from "node:path";
import { appendJsonLines } from "../../core/index.js";
import type { JournalEntry } from "../journal.js";
import type { VerificationRecord } from "../record.js";
import { FILES } from "../runState.js";
import { redactText } from "../secrets.js";

/** Say beside the record in `directory` what executing the run again has shown; readers see it in `verifications`. */
export function recordVerification(
  directory: string,
  { verdict, text }: Omit<VerificationRecord, "time">,
): void {
  const entry: JournalEntry = {
    type: "verification",
    time: new Date().toISOString(),
    verdict,
    text: redactText(text),
  };
  appendJsonLines(join(directory, FILES.annotations), [entry]);
}
