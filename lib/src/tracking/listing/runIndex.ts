import { join } from "node:path";
import { readRunFolder } from "../readRunFolder.js";
import { FILES } from "../runState.js";
import { RunView } from "../runView.js";
import { fileStamp } from "./fileStamp.js";
import { type RunHead, runHead } from "./runHead.js";
import { StampedLines } from "./stampedLines.js";

/** The heads of runs that are over, in `experiments/.index.jsonl`, so that a list need not read every record. */
export class RunIndex {
  private readonly heads: StampedLines<RunHead>;

  constructor(private readonly experiments: string) {
    this.heads = new StampedLines(join(experiments, ".index.jsonl"), "head 1");
  }

  /** The run as `readRunFolder` sees it. */
  view(runId: string): RunView {
    const directory = join(this.experiments, runId);
    const stamp = stampOf(directory);
    const head = stamp && this.heads.get(runId, stamp.text);
    if (head) return new RunView(directory, head.status, { head });
    const run = readRunFolder(directory);
    const over = run.status !== "running" && run.status !== "died";
    if (over && stamp?.settled && stampOf(directory)?.text === stamp.text && run.record.run_id === runId) {
      this.heads.set(runId, stamp.text, runHead(run.record));
    }
    return run;
  }

  /** Keep what was learned. `runIds`: all there are. */
  save(runIds: readonly string[]): void {
    this.heads.save(runIds);
  }
}

const stampOf = (directory: string) => fileStamp(directory, [FILES.record, FILES.annotations]);
