import { setImmediate } from "node:timers/promises";
import { checkInteger, checkKeys, checkNumber, fail, Panel } from "../core/index.js";
import { checkFactors } from "./checkFactors.js";
import { fuse } from "./engine/fuse.js";
import { makePlan } from "./engine/plan.js";
import { type Instruction, makeProgram, roomFor } from "./engine/program.js";
import { type Delivery, runProgram } from "./engine/runProgram.js";
import { runInThreads } from "./engine/threads.js";
import type { Factor } from "./factor.js";
import type { FieldSource } from "./fieldSource.js";

/** How far an evaluation has come. */
export interface Progress {
  /** Factors that are done. */
  readonly done: number;
  /** Factors in all. */
  readonly total: number;
  /** The factor that was done last. */
  readonly name: string;
}

export interface ComputeOptions {
  /**
   * Worker threads over shared memory, used when there is work for more than about a second. The values are the same
   * to the last bit. Default 1, no worker: what is started by the hundred should not take every core.
   */
  threads?: number;
  /** Told after each factor. Default: nobody. */
  onProgress?: (progress: Progress) => void;
  /** Stops the evaluation with an error when it is aborted. */
  signal?: AbortSignal;
  /** Megabytes for results that wait for later factors; what does not fit is computed again. Default 256. */
  memory?: number;
}

/** One of the factors that were asked for, with its values. */
export interface ComputedFactor {
  readonly factor: Factor;
  /** Its place in the list. */
  readonly index: number;
  readonly panel: Panel;
}

const WHO = "expr.computeEach";
export const COMPUTE_OPTION_KEYS = ["threads", "onProgress", "signal", "memory"] as const;

/**
 * Evaluate factors one after another, each panel given as soon as it is there: a thousand factors never sit in memory.
 *
 * Factors come in an order that uses what they share while it is there, not in that of the list (see `index`). What
 * several factors share is computed once, as far as `memory` allows.
 *
 * @example
 * for await (const { factor, panel } of computeEach(market, factors)) console.log(factor.name, panel.shape);
 */
export function computeEach(
  source: FieldSource,
  factors: readonly Factor[],
  options: ComputeOptions = {},
): AsyncGenerator<ComputedFactor, void> {
  checkKeys(WHO, options, COMPUTE_OPTION_KEYS);
  checkFactors(WHO, factors);
  const threads = checkInteger(WHO, "threads", options.threads ?? 1, 1);
  const memory = checkNumber(WHO, "memory", options.memory ?? 256, { min: 0 });
  return stream(source, factors, { ...options, threads, memory });
}

async function* stream(
  source: FieldSource,
  factors: readonly Factor[],
  options: ComputeOptions & { threads: number; memory: number },
): AsyncGenerator<ComputedFactor, void> {
  const { signal, onProgress } = options;
  const total = factors.length;
  let done = 0;
  for await (const deliveries of deliveriesOf(source, factors, options)) {
    if (signal?.aborted) cancel(done, total, signal);
    for (const { expression: index, values } of deliveries) {
      const factor = factors[index];
      const panel = Panel.of(source.time, source.assets, values, { name: factor.name });
      done++;
      onProgress?.({ done, total, name: factor.name });
      yield { factor, index, panel };
    }
  }
}

function cancel(done: number, total: number, signal: AbortSignal): never {
  return fail(WHO, `was cancelled after ${done} of ${total} factors`, { cause: signal.reason });
}

/** Values × operators, about a second of work: from here on starting workers costs less than they gain. */
const WORTH_THREADS = 2e8;

function deliveriesOf(
  source: FieldSource,
  factors: readonly Factor[],
  { threads, memory }: { threads: number; memory: number },
): AsyncIterable<readonly Delivery[]> {
  const room = roomFor(source, memory);
  const program = makeProgram(fuse(makePlan(factors.map(({ node }) => node))), room);
  const operators = program.reduce((count, { pieces }) => count + (pieces?.length ?? 1), 0);
  const work = operators * source.time.length * source.assets.length;
  return threads > 1 && work >= WORTH_THREADS
    ? runInThreads(source, program, { threads, room })
    : inThisThread(source, program);
}

/** Longest stretch without letting timers and messages through [ms]. */
const BREATH_MS = 20;

async function* inThisThread(
  source: FieldSource,
  program: readonly Instruction[],
): AsyncGenerator<readonly Delivery[], void> {
  let last = performance.now();
  for (const deliveries of runProgram(source, program)) {
    if (performance.now() - last > BREATH_MS) {
      await setImmediate();
      last = performance.now();
    }
    yield deliveries;
  }
}
