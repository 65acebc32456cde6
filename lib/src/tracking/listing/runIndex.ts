import { join } from "node:path";
import { writeAtomic } from "../../core/index.js";
import { LineReader, LineWriter } from "../lines.js";
import { readRunFolder } from "../readRunFolder.js";
import { RunView } from "../runView.js";
import { type RunHead, runHead } from "./runHead.js";
import { runStamp } from "./runStamp.js";

const FILE = ".index.jsonl";

/** Changes with the meaning of a line; lines of another format are not used. */
const FORMAT = 2;

interface Entry {
  readonly format: number;
  readonly stamp: string;
  readonly head: RunHead;
}

/**
 * The heads of runs that are over, so that a list need not read every record. A line counts only while the run's files
 * have the stamp that they had when it was read, so the index is never wrong, only incomplete: it can be deleted,
 * torn, or written by several processes at once.
 */
export class RunIndex {
  private readonly path: string;
  private readonly known = new Map<string, Entry>();
  private lines: number;
  private fresh = "";

  constructor(private readonly experiments: string) {
    this.path = join(experiments, FILE);
    const lines = linesOf(this.path);
    this.lines = lines.length;
    for (const line of lines) {
      const entry = parsed(line);
      if (entry) this.known.set(entry.head.run_id, entry);
    }
  }

  /** The run as `readRunFolder` sees it. */
  view(runId: string): RunView {
    const directory = join(this.experiments, runId);
    const stamp = runStamp(directory);
    const entry = this.known.get(runId);
    if (entry && entry.stamp === stamp?.text) {
      return new RunView(directory, entry.head.status, { head: entry.head });
    }
    this.known.delete(runId);
    const run = readRunFolder(directory);
    const over = run.status !== "running" && run.status !== "died";
    if (over && stamp?.settled && runStamp(directory)?.text === stamp.text && run.record.run_id === runId) {
      this.add({ format: FORMAT, stamp: stamp.text, head: runHead(run.record) });
    }
    return run;
  }

  /** Keep what was learned; where that cannot be written, the next list learns it again. `runIds`: all there are. */
  save(runIds: readonly string[]): void {
    if (this.fresh === "") return;
    try {
      if (this.lines > 2 * runIds.length) this.rewrite(runIds);
      else this.append();
    } catch {}
  }

  private add(entry: Entry): void {
    this.known.set(entry.head.run_id, entry);
    this.fresh += `${JSON.stringify(entry)}\n`;
    this.lines++;
  }

  private append(): void {
    const writer = new LineWriter(this.path);
    writer.append(this.fresh);
    writer.close();
  }

  private rewrite(runIds: readonly string[]): void {
    const entries = runIds.flatMap((runId) => this.known.get(runId) ?? []);
    writeAtomic(this.path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  }
}

function linesOf(path: string): string[] {
  try {
    return new LineReader(path).next();
  } catch {
    return [];
  }
}

function parsed(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Entry;
    return entry.format === FORMAT && typeof entry.head.run_id === "string" ? entry : undefined;
  } catch {
    return undefined;
  }
}
