import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../expr/index.js";

/** A bar over factors on stderr, on a terminal only. To be stopped, whatever happens. */
export function factorProgress(total: number): { tell(progress: Progress): void; stop(): void } {
  if (!process.stderr.isTTY || total < 2) return { tell: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: "{bar} {value} of {total} · {duration_formatted} · {what}", stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(total, 0, { what: "" });
  return { tell: ({ done, name }) => bar.update(done, { what: name }), stop: () => bar.stop() };
}
