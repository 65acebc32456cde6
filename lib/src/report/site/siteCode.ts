import { codeSha256 } from "../../core/index.js";

let known: string | undefined;

/** What pages depend on beside records: the code that writes them. SHA-256, first 16 hex digits. */
export function siteCode(): string {
  known ??= codeSha256(["report", "plot", "tracking", "core"]).slice(0, 16);
  return known;
}
