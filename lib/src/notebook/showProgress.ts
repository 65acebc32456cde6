import { escapeHtml } from "../core/index.js";
import type { Progress } from "../expr/index.js";
import { display } from "./display.js";
import { kernelHooks } from "./kernelHooks.js";

type Listener = (progress: Progress) => void;

/**
 * Something to hand to `onProgress`: in a notebook one output that is updated in place, in a terminal a bar, elsewhere
 * a line on stderr for every tenth of the work.
 *
 * @example
 * const report = await ic.evaluate(market, factors, { onProgress: showProgress("factors") });
 */
export function showProgress(label = ""): Listener {
  if (kernelHooks()) return inNotebook(label);
  return process.stderr.isTTY ? inTerminal(label) : inLines(label);
}

/** Shortest time between two updates [ms]: a frontend draws each. */
const UPDATE_MS = 100;
const BAR_WIDTH = 30;
let serial = 0;

function inNotebook(label: string): Listener {
  const id = `assay-progress-${process.pid}-${serial++}`;
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const { done, total } = progress;
    if (done < total && performance.now() - last < UPDATE_MS) return;
    last = performance.now();
    const text = textOf(label, progress);
    const bar = `<progress value="${done}" max="${total}"></progress> `;
    display(
      { toText: () => text, toHtml: () => `<span>${done < total ? bar : ""}${escapeHtml(text)}</span>` },
      { id },
    );
  };
}

/** Drawn by hand: nothing has to be stopped when the work fails, as a bar with a timer has to. */
function inTerminal(label: string): Listener {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const { done, total } = progress;
    if (done < total && performance.now() - last < UPDATE_MS) return;
    last = performance.now();
    const filled = Math.floor((BAR_WIDTH * done) / total);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    const line = `${bar} ${textOf(label, progress)}`.slice(0, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(`\r\x1b[K${line}${done < total ? "" : "\n"}`);
  };
}

function inLines(label: string): Listener {
  let tenths = 0;
  return (progress) => {
    const { done, total } = progress;
    const now = Math.floor((10 * done) / total);
    if (now <= tenths) return;
    tenths = now;
    process.stderr.write(`${textOf(label, progress)}\n`);
  };
}

function textOf(label: string, { done, total, name }: Progress): string {
  return `${label && `${label}: `}${done} of ${total}${done < total ? ` · ${name}` : ""}`;
}
