import { type Options, Presets, SingleBar } from "cli-progress";
import type { ExecutionEvent } from "../notebook/index.js";

/**
 * Progress of a notebook run on stderr: a bar (cell k of n, elapsed) on a terminal, a line per cell elsewhere.
 */
export function runProgress(label: string): (event: ExecutionEvent) => void {
  return process.stderr.isTTY ? barProgress(label) : lineProgress(label);
}

function barProgress(label: string): (event: ExecutionEvent) => void {
  const options: Options = {
    format: `${label} {bar} cell {value} of {total} · {duration_formatted} · {what}`,
    hideCursor: true,
    clearOnComplete: false,
    stream: process.stderr,
  };
  const bar = new SingleBar(options, Presets.shades_classic);
  return (event) => {
    if (event.type === "kernel-starting") bar.start(event.n, 0, { what: "starting the kernel" });
    else if (event.type === "kernel-ready") bar.update(0, { what: "kernel ready" });
    else if (event.type === "cell-started") bar.update(event.k - 1, { what: `running cell ${event.k}` });
    else if (event.type === "cell-finished") bar.update(event.k, { what: event.cell.status });
    else {
      bar.update({ what: event.status });
      bar.stop();
    }
  };
}

function lineProgress(label: string): (event: ExecutionEvent) => void {
  const say = (elapsedMs: number, text: string) =>
    process.stderr.write(`${label}: ${text} (${(elapsedMs / 1000).toFixed(1)} s)\n`);
  return (event) => {
    if (event.type === "kernel-ready") say(event.elapsedMs, "kernel ready");
    if (event.type === "cell-finished") {
      say(event.elapsedMs, `cell ${event.k} of ${event.n} ${event.cell.status}`);
    }
  };
}
