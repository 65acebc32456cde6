import { type Step, sequenceDiff } from "./sequenceDiff.js";

/** A cell that is not the same in two notebooks; places count from 1, null where the cell is not. */
export interface CellChange {
  readonly from: number | null;
  readonly to: number | null;
  /** Lines with `+`, `-` or a space in front; unchanged lines only next to changed ones. */
  readonly lines: readonly string[];
}

/** The cells that differ. A removed cell and an added one in the same place are one that changed. */
export function cellDiff(a: readonly string[], b: readonly string[]): CellChange[] {
  const steps = sequenceDiff(a, b);
  const changes: CellChange[] = [];
  for (let at = 0; at < steps.length; ) {
    if (steps[at].kind === "same") {
      at++;
      continue;
    }
    const end = steps.findIndex(({ kind }, i) => i > at && kind === "same");
    const gap = steps.slice(at, end === -1 ? undefined : end);
    const removed = gap.filter(({ kind }) => kind === "removed");
    const added = gap.filter(({ kind }) => kind === "added");
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      changes.push(changeOf(removed[i], added[i]));
    }
    at += gap.length;
  }
  return changes;
}

function changeOf(removed: Step | undefined, added: Step | undefined): CellChange {
  const lines = (step: Step | undefined) => step?.text.split("\n") ?? [];
  return {
    from: removed ? removed.from + 1 : null,
    to: added ? added.to + 1 : null,
    lines: nearChanges(sequenceDiff(lines(removed), lines(added))),
  };
}

function nearChanges(steps: readonly Step[]): string[] {
  const changed = (i: number) => steps[i] !== undefined && steps[i].kind !== "same";
  const sign = { same: " ", removed: "-", added: "+" };
  return steps
    .filter((_, i) => changed(i - 1) || changed(i) || changed(i + 1))
    .map(({ kind, text }) => `${sign[kind]} ${text}`.trimEnd());
}
