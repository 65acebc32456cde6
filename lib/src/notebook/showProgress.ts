import type * as CliProgress from "cli-progress";
import { escapeHtml, lazyModule } from "../core/index.js";
import { display } from "./display.js";
import { kernelHooks } from "./kernelHooks.js";

/** What is told after each step. */
export interface ShownProgress {
  readonly done: number;
  readonly total: number;
  /** What was done last. */
  readonly name?: string;
}

export type ProgressListener = (progress: ShownProgress) => void;

/**
 * Something to hand to `onProgress`: in a notebook one output that is updated in place, in a terminal a bar, elsewhere
 * a line on stderr for every tenth of the work.
 *
 * @example
 * const report = await ic.evaluate(market, factors, { onProgress: showProgress("factors") });
 */
export function showProgress(label = ""): ProgressListener {
  if (kernelHooks()) return inNotebook(label);
  return process.stderr.isTTY ? inTerminal(label) : inLines(label);
}

/** Shortest time between two updates [ms]: a frontend draws each. */
const UPDATE_MS = 100;
const cliProgress = lazyModule<typeof CliProgress>("cli-progress");
let serial = 0;

function inNotebook(label: string): ProgressListener {
  const id = `assay-progress-${process.pid}-${serial++}`;
  let last = Number.NEGATIVE_INFINITY;
  return ({ done, total, name = "" }) => {
    if (done < total && performance.now() - last < UPDATE_MS) return;
    last = performance.now();
    const text = textOf(label, { done, total, name: done < total ? name : "" });
    const bar = `<progress value="${done}" max="${total}"></progress> `;
    display(
      { toText: () => text, toHtml: () => `<span>${done < total ? bar : ""}${escapeHtml(text)}</span>` },
      { id },
    );
  };
}

function inTerminal(label: string): ProgressListener {
  const options: CliProgress.Options = {
    format: `${label} {bar} {value} of {total} · {duration_formatted} · {name}`.trim(),
    stream: process.stderr,
  };
  const bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
  let started = false;
  return ({ done, total, name = "" }) => {
    if (!started) bar.start(total, done, { name });
    started = true;
    bar.update(done, { name: done < total ? name : "" });
    if (done >= total) bar.stop();
  };
}

function inLines(label: string): ProgressListener {
  let tenths = 0;
  return ({ done, total, name = "" }) => {
    const now = Math.floor((10 * done) / total);
    if (now <= tenths) return;
    tenths = now;
    process.stderr.write(`${textOf(label, { done, total, name: done < total ? name : "" })}\n`);
  };
}

function textOf(label: string, { done, total, name }: Required<ShownProgress>): string {
  return `${label && `${label}: `}${done} of ${total}${name && ` · ${name}`}`;
}
