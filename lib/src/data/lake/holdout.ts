import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import {
  appendJsonLines,
  counted,
  readJsonLines,
  type Showable,
  showsItself,
  TableView,
} from "../../core/index.js";

/** One line of the log of a hold-out; times are ISO 8601, UTC. */
export type HoldoutEvent =
  | { readonly at: string; readonly event: "locked"; readonly from: string; readonly reason: string }
  | { readonly at: string; readonly event: "lifted"; readonly reason: string }
  | ({ readonly event: "read" } & HoldoutRead);

/** One read of locked dates. */
export interface HoldoutRead {
  readonly at: string;
  /** The run that read, or null outside of runs. */
  readonly run: string | null;
  /** First and last date that were read, `YYYY-MM-DD`; the first may lie before the lock. */
  readonly from: string;
  readonly to: string;
}

/**
 * The last part of a dataset, kept back for one final test. `lake.market` ends before it unless it is asked for with
 * `holdout: "read"`, and each such read is counted for ever: a period that was looked at is no longer a hold-out.
 */
export class Holdout implements Showable {
  constructor(
    readonly dataset: string,
    /** First locked date, `YYYY-MM-DD`. */
    readonly from: string,
    readonly reason: string,
    /** When it was locked, ISO 8601. */
    readonly since: string,
    /** Every read of locked dates since then, oldest first. */
    readonly reads: readonly HoldoutRead[],
  ) {}

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return this.table().toHtml();
  }

  private table(): TableView {
    const rows = this.reads.map(({ at, run, from, to }, i) => ({ n: i + 1, at, run, from, to }));
    return new TableView(rows, {
      title: `Hold-out of ${this.dataset}: from ${this.from} on, read ${counted(this.reads.length, "time")}`,
      columns: ["n", "at", "run", "from", "to"].map((key) => ({ key })),
      note: `locked ${this.since}${this.reason && `: ${this.reason}`}`,
    });
  }
}
showsItself(Holdout);

/** The log as it stands: the newest lock that was not lifted, with the reads since. */
export function readHoldout(path: string, dataset: string): Holdout | undefined {
  let holdout: { from: string; reason: string; at: string; reads: HoldoutRead[] } | undefined;
  for (const event of readJsonLines(path, (line) => line as HoldoutEvent)) {
    if (event.event === "locked") holdout = { ...event, reads: holdout?.reads ?? [] };
    else if (event.event === "lifted") holdout = undefined;
    else if (holdout) holdout.reads.push(event);
  }
  return holdout && new Holdout(dataset, holdout.from, holdout.reason, holdout.at, holdout.reads);
}

/** Add a line. */
export function appendHoldout(path: string, event: HoldoutEvent): void {
  mkdirSync(dirname(path), { recursive: true });
  appendJsonLines(path, [event]);
}
