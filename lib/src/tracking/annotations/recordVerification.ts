import { join } from "node:path";
import { journalLine } from "../journal.js";
import { LineWriter } from "../lines.js";
import type { VerificationRecord } from "../record.js";
import { FILES } from "../runState.js";
import { redactText } from "../secrets.js";

/** Say beside the record in `directory` what executing the run again has shown; readers see it in `verifications`. */
export function recordVerification(
  directory: string,
  { verdict, text }: Omit<VerificationRecord, "time">,
): void {
  const file = new LineWriter(join(directory, FILES.annotations));
  const time = new Date().toISOString();
  file.append(journalLine({ type: "verification", time, verdict, text: redactText(text) }));
  file.close();
}
