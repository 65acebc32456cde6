import type { ComparedRun } from "./comparedRun.js";
import type { CurveGroup } from "./drawCurves.js";

/**
 * The curves of runs by name and unit, equity first, each run with the same colour everywhere. Used when the site is built and,
 * sent as text, in the browser: it uses nothing from outside of itself.
 */
export function curveGroups(
  runs: readonly Pick<ComparedRun, "curves">[],
  palette: readonly string[],
): CurveGroup[] {
  const keyOf = ({ name, unit, over }: ComparedRun["curves"][number]) => JSON.stringify([name, unit, over]);
  const groups = new Map<string, CurveGroup>();
  runs.forEach((run, i) => {
    for (const curve of run.curves) {
      const { name, label, unit, over } = curve;
      const group = groups.get(keyOf(curve)) ?? { name, label, unit, over, lines: [] };
      const line = { letter: String.fromCharCode(65 + i), color: palette[i % palette.length], curve };
      groups.set(keyOf(curve), { ...group, lines: [...group.lines, line] });
    }
  });
  const rank = ({ name, over }: CurveGroup) => (name === "equity" ? 0 : over === "date" ? 1 : 2);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}
