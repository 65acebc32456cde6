import { existsSync } from "node:fs";
import type { Piscina } from "piscina";
import { CODE_FOLDER, fail } from "../../core/index.js";
import type { FieldSource } from "../fieldSource.js";
import { isLeaf } from "../node.js";
import { workOf } from "./applyStep.js";
import { leafValues } from "./leaf.js";
import type { Instruction } from "./program.js";
import { Results, sharedMatrix } from "./results.js";
import type { Delivery } from "./runProgram.js";
import type { Task } from "./worker.js";

export interface ThreadOptions {
  /** Worker threads, at least 2. */
  readonly threads: number;
  /** Matrices that may be in use before work is done out of order. */
  readonly room: number;
}

/** How many instructions beyond the first unfinished one may be begun, for each thread. */
const AHEAD = 8;

/**
 * Run a program in worker threads, one instruction at a time in each. All matrices are in shared memory: fields are
 * copied there once, workers write results there, what is delivered is copied out. Deliveries come in the order of
 * the program, and every instruction is computed whole by one thread from the same inputs, so the number of threads
 * does not change a digit.
 */
export async function* runInThreads(
  source: FieldSource,
  program: readonly Instruction[],
  options: ThreadOptions,
): AsyncGenerator<readonly Delivery[], void> {
  const pool = await startPool(options.threads);
  let crew: Crew | undefined;
  try {
    crew = new Crew(source, program, { ...options, pool });
    for (let i = 0; i < program.length; i++) yield await crew.deliveries(i);
  } finally {
    await crew?.stop();
    await pool.destroy();
  }
}

async function startPool(threads: number): Promise<Piscina> {
  const path = `${CODE_FOLDER}expr/engine/worker.js`;
  if (!existsSync(path))
    fail("expr.computeEach", "threads need the compiled library", { fix: "npm run build" });
  const { Piscina } = await import("piscina");
  return new Piscina({
    filename: path,
    name: "apply",
    minThreads: threads,
    maxThreads: threads,
    execArgv: [],
    recordTiming: false,
  });
}

/** Hands out instructions to the workers of a pool. */
class Crew {
  private readonly results: Results;
  private readonly groups: Readonly<Record<string, Int32Array>>;
  private readonly begun: Uint8Array;
  private readonly ended: Uint8Array;
  private head = 0;
  private running = 0;
  private stopped = false;
  private problem: { readonly error: unknown } | undefined;
  private wake = (): void => {};

  constructor(
    private readonly source: FieldSource,
    private readonly program: readonly Instruction[],
    private readonly options: ThreadOptions & { pool: Piscina },
  ) {
    const size = source.time.length * source.assets.length;
    this.results = new Results(program, { size, shared: true });
    this.groups = groupsOf(source, program);
    this.begun = new Uint8Array(program.length);
    this.ended = new Uint8Array(program.length);
  }

  /** Wait for an instruction; what it completes, copied out of shared memory. To be called in order. */
  async deliveries(instruction: number): Promise<readonly Delivery[]> {
    this.head = instruction;
    this.handOut();
    while (this.ended[instruction] === 0) {
      if (this.problem) throw this.problem.error;
      await this.change();
    }
    const { delivers } = this.program[instruction];
    const done = delivers.map((expression) => ({ expression, values: this.results.copy(instruction) }));
    if (delivers.length > 0) this.results.release(instruction);
    return done;
  }

  /**
   * Begin nothing more and wait for what is under way: a worker that answers while its pool is being destroyed makes the
   * pool raise an error that nobody can catch.
   */
  async stop(): Promise<void> {
    this.stopped = true;
    while (this.running > 0) await this.change();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** Give work to every idle worker: instructions in order, as far ahead as memory allows. */
  private handOut(): void {
    if (this.stopped) return;
    const { threads, room } = this.options;
    const end = Math.min(this.program.length, this.head + AHEAD * threads);
    for (let i = this.head; i < end && this.running < threads; i++) {
      if (this.begun[i] === 1) continue;
      const { node, inputs } = this.program[i];
      if (isLeaf(node)) this.load(i);
      else if (!inputs.every((input) => this.ended[input] === 1)) continue;
      else if (i > this.head && this.results.live >= room + threads) return;
      else this.begin(i);
    }
  }

  private load(leaf: number): void {
    const values = leafValues(this.source, this.program[leaf].node);
    const shared = sharedMatrix(values.length);
    shared.set(values);
    this.results.set(leaf, shared);
    this.begun[leaf] = 1;
    this.ended[leaf] = 1;
  }

  private begin(instruction: number): void {
    const { inputs } = this.program[instruction];
    const out = this.results.take();
    const task: Task = {
      ...workOf(this.program[instruction]),
      inputs: this.results.inputsOf(this.program[instruction]),
      out,
      rows: this.source.time.length,
      columns: this.source.assets.length,
      groups: this.groups,
    };
    this.begun[instruction] = 1;
    this.running++;
    this.options.pool
      .run(task)
      .finally(() => {
        this.running--;
      })
      .then(() => {
        this.results.set(instruction, out);
        this.ended[instruction] = 1;
        for (const input of inputs) this.results.release(input);
        this.handOut();
      })
      .catch((error: unknown) => {
        this.problem ??= { error };
      })
      .finally(() => this.wake());
  }
}

/** The groupings that a program's operators ask for. */
function groupsOf(source: FieldSource, program: readonly Instruction[]): Record<string, Int32Array> {
  const params = program.flatMap(({ node, pieces }) => [
    node.params,
    ...(pieces ?? []).map((piece) => piece.params),
  ]);
  const names = new Set(params.flatMap((given) => (typeof given?.by === "string" ? [given.by] : [])));
  return Object.fromEntries([...names].map((name) => [name, source.group(name).codes]));
}
