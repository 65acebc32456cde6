import { dirname, join } from "node:path";
import { sha256 } from "../../core/index.js";
import { runIds } from "../readRun.js";
import { readRunRecord } from "../readRunRecord.js";
import { FILES } from "../runState.js";
import { runTrials } from "../runTrials.js";
import type { RunView } from "../runView.js";
import { type FileStamp, fileStamp, withStamp } from "./fileStamp.js";
import { packedDoubles, unpackedDoubles } from "./packedDoubles.js";
import { type RunFacts, runFacts } from "./runFacts.js";
import { recordStamp } from "./runIndex.js";
import { StampedLines } from "./stampedLines.js";
import { removeValueBlocks, ValueBlock, writeValueBlock } from "./valueBlock.js";

/** Facts as a line holds them. */
interface KeptFacts extends Omit<RunFacts, "metrics"> {
  /** Key of the names of the metrics, which many runs share. */
  readonly names: string;
  /** The values of the metrics: as text, or where they are: the name of a block and a place in it. */
  readonly values: string | readonly [block: string, at: number];
}

/** When so many characters of values stand in lines, they go to a block. */
const MANY = 1 << 21;

/**
 * The facts of runs that are over, in `experiments/.facts.jsonl`, so that a query need not read every record and journal; the
 * names of their metrics are in `experiments/.names.jsonl`. The values stand in the lines until they are many; then all go to one
 * block, a file of doubles.
 */
export class FactIndex {
  private readonly kept: StampedLines<KeptFacts>;
  private readonly lists: StampedLines<readonly string[]>;
  private readonly names = new Map<string, readonly string[] | undefined>();
  private readonly blocks = new Map<string, ValueBlock | undefined>();
  /** Characters of values in the lines that were met. */
  private characters = 0;

  constructor(
    private readonly experiments: string,
    private readonly many = MANY,
  ) {
    this.kept = new StampedLines(join(experiments, ".facts.jsonl"), "facts 2");
    this.lists = new StampedLines(join(experiments, ".names.jsonl"), "names 1");
  }

  /** What the record and the journal of a run say. */
  facts(run: RunView): RunFacts {
    const stamp = stampOf(run.directory, recordStamp(run));
    return (stamp && this.known(run.runId, stamp.text)) ?? this.learned(run);
  }

  /** Keep what was learned. */
  save(): void {
    const runs = runIds(dirname(this.experiments));
    this.lists.save(this.lists.keys());
    if (this.characters <= this.many || !this.pack(runs)) this.kept.save(runs);
  }

  private known(runId: string, stamp: string): RunFacts | undefined {
    const found = this.kept.get(runId, stamp);
    if (!found) return undefined;
    const { code, data, notebook, trials, names: key, values: where } = found;
    const names = this.listOf(key);
    const values = names && this.valuesAt(where, names.length);
    if (!values) return undefined;
    if (typeof where === "string") this.characters += where.length;
    return { code, data, notebook, metrics: { names, values }, trials };
  }

  /** The same list for the same key. */
  private listOf(key: string): readonly string[] | undefined {
    if (!this.names.has(key)) this.names.set(key, this.lists.get(key));
    return this.names.get(key);
  }

  private valuesAt(where: KeptFacts["values"], length: number): Float64Array | undefined {
    if (typeof where === "string") return unpackedDoubles(where, length);
    const [name, at] = where;
    if (!this.blocks.has(name)) this.blocks.set(name, ValueBlock.read(this.experiments, name));
    return this.blocks.get(name)?.slice(at, length);
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
    const values = packedDoubles(metrics.values);
    this.characters += values.length;
    this.kept.set(runId, stamp, { ...facts, names, values });
  }

  /** Put all values into one block. False where that cannot be written. */
  private pack(runs: readonly string[]): boolean {
    const parts: Float64Array[] = [];
    const lines = runs.flatMap((runId) => {
      const line = this.kept.latest(runId);
      const values = line && this.valuesAt(line.value.values, this.listOf(line.value.names)?.length ?? 0);
      if (!values) return [];
      parts.push(values);
      return [{ runId, line, length: values.length }];
    });
    try {
      const block = writeValueBlock(this.experiments, joined(parts));
      let at = 0;
      for (const { runId, line, length } of lines) {
        this.kept.set(runId, line.stamp, { ...line.value, values: [block, at] });
        at += length;
      }
      this.kept.rewrite(lines.map(({ runId }) => runId));
      removeValueBlocks(this.experiments, block);
      return true;
    } catch {
      return false;
    }
  }
}

function stampOf(directory: string, seen?: FileStamp): FileStamp | undefined {
  const record = seen ?? fileStamp(join(directory, FILES.record));
  return record && withStamp(record, join(directory, FILES.journal));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
