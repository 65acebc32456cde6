import { dirname, join } from "node:path";
import { sha256 } from "../../core/index.js";
import { runIds } from "../readRun.js";
import { readRunRecord } from "../readRunRecord.js";
import { FILES } from "../runState.js";
import { runTrials } from "../runTrials.js";
import type { RunView } from "../runView.js";
import { fileStamp } from "./fileStamp.js";
import { packedDoubles, unpackedDoubles } from "./packedDoubles.js";
import { type RunFacts, runFacts } from "./runFacts.js";
import { StampedLines } from "./stampedLines.js";

/** Facts as a line holds them. */
interface KeptFacts extends Omit<RunFacts, "metrics"> {
  /** Key of the names of the metrics, which many runs share. */
  readonly names: string;
  /** The values of the metrics. */
  readonly values: string;
}

/**
 * The facts of runs that are over, in `experiments/.facts.jsonl`, so that a query need not read every record and journal; the
 * names of their metrics are in `experiments/.names.jsonl`.
 */
export class FactIndex {
  private readonly kept: StampedLines<KeptFacts>;
  private readonly lists: StampedLines<readonly string[]>;
  private readonly names = new Map<string, readonly string[] | undefined>();

  constructor(private readonly experiments: string) {
    this.kept = new StampedLines(join(experiments, ".facts.jsonl"), "facts 1");
    this.lists = new StampedLines(join(experiments, ".names.jsonl"), "names 1");
  }

  /** What the record and the journal of a run say. */
  facts(run: RunView): RunFacts {
    const stamp = stampOf(run.directory);
    return (stamp && this.known(run.runId, stamp.text)) ?? this.learned(run);
  }

  /** Keep what was learned. */
  save(): void {
    this.lists.save(this.lists.keys());
    this.kept.save(runIds(dirname(this.experiments)));
  }

  private known(runId: string, stamp: string): RunFacts | undefined {
    const found = this.kept.get(runId, stamp);
    if (!found) return undefined;
    const { names: key, values: text, ...kept } = found;
    const names = this.listOf(key);
    const values = names && unpackedDoubles(text, names.length);
    return values && { ...kept, metrics: { names, values } };
  }

  /** The same list for the same key. */
  private listOf(key: string): readonly string[] | undefined {
    if (!this.names.has(key)) this.names.set(key, this.lists.get(key));
    return this.names.get(key);
  }

  private learned(run: RunView): RunFacts {
    const { directory, runId } = run;
    const stamp = stampOf(directory);
    const record = readRunRecord(directory);
    const facts = runFacts(record.status === "running" ? run.record : record, runTrials(directory));
    const over = record.status !== "running" && record.run_id === runId;
    if (over && stamp?.settled && stampOf(directory)?.text === stamp.text)
      this.keep(runId, stamp.text, facts);
    return facts;
  }

  private keep(runId: string, stamp: string, { metrics, ...facts }: RunFacts): void {
    const names = sha256(JSON.stringify(metrics.names)).slice(0, 16);
    if (!this.listOf(names)) {
      this.lists.set(names, "", metrics.names);
      this.names.set(names, metrics.names);
    }
    this.kept.set(runId, stamp, { ...facts, names, values: packedDoubles(metrics.values) });
  }
}

const stampOf = (directory: string) => fileStamp(directory, [FILES.record, FILES.journal]);
