import { join } from "node:path";
import { readRunFolder } from "../readRunFolder.js";
import { FILES } from "../runState.js";
import { RunView } from "../runView.js";
import { type FileStamp, fileStamp, withStamp } from "./fileStamp.js";
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
    const record = fileStamp(join(directory, FILES.record));
    const stamp = record && withStamp(record, join(directory, FILES.annotations));
    const head = stamp && this.heads.get(runId, stamp.text);
    if (head) return seenWith(new RunView(directory, head.status, { head }), record);
    const run = readRunFolder(directory);
    const over = run.status !== "running" && run.status !== "died";
    if (over && stamp?.settled && stampOf(directory) === stamp.text && run.record.run_id === runId) {
      this.heads.set(runId, stamp.text, runHead(run.record));
    }
    return run;
  }

  /** Keep what was learned. `runIds`: all there are. */
  save(runIds: readonly string[]): void {
    this.heads.save(runIds);
  }
}

function stampOf(directory: string): string | undefined {
  const record = fileStamp(join(directory, FILES.record));
  return record && withStamp(record, join(directory, FILES.annotations)).text;
}

const stamps = new WeakMap<RunView, FileStamp>();

function seenWith(run: RunView, record: FileStamp): RunView {
  stamps.set(run, record);
  return run;
}

/** The stamp that the record of a run had when a list took its head from the index. */
export const recordStamp = (run: RunView): FileStamp | undefined => stamps.get(run);
