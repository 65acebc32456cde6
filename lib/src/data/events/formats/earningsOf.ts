import { canonicalJson, sha256 } from "../../../core/index.js";
import type { EventTable } from "../eventTable.js";
import { reported } from "./earnings.js";

/** One report of earnings per share, for example of a synthetic market. */
export interface Report {
  readonly symbol: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Before the opening of the date, or after its close. */
  readonly release: "pre" | "post";
  /** What was expected, and what was reported, USD per share. */
  readonly estimate: number;
  readonly eps: number;
}

/**
 * Reports in memory as the table that {@link earnings} makes of a file.
 * @example events.earningsOf(syntheticMarket({ effects: { earnings: {} } }).earnings?.reports ?? [])
 */
export function earningsOf(reports: readonly Report[], name = "reports in memory"): EventTable {
  const rows = reports.map(({ symbol, date, release, estimate, eps }) => ({
    ...{ symbol, date, qtr: null, eps_est: String(estimate), eps: String(eps) },
    ...{ surp: String(eps - estimate), release_time: release },
  }));
  return reported({ name, sha256: sha256(canonicalJson(rows)), rows }, "%Y-%m-%d");
}
