import { PALETTE } from "../../../plot/index.js";
import type { ComparedRun } from "./comparedRun.js";
import { comparison } from "./comparison.js";
import { curveGroups } from "./curveGroups.js";
import { type CurveGroup, drawCurves } from "./drawCurves.js";

interface Tools {
  readonly comparison: typeof comparison;
  readonly curveGroups: typeof curveGroups;
  readonly drawCurves: (group: CurveGroup) => HTMLElement;
  readonly palette: readonly string[];
}

/**
 * The comparison in the browser: reads the runs that the address names, `compare.html#ID,ID`, from their files and shows them
 * side by side. It is sent as text, so it uses nothing from outside of itself.
 */
function comparePage({ comparison, curveGroups, drawCurves, palette }: Tools): void {
  const place = document.querySelector("#comparison") as HTMLElement;
  const files = new Map<string, ComparedRun>();
  Object.assign(globalThis, { siteRun: (run: ComparedRun) => files.set(run.id, run) });

  /** Only what can be the name of a run's folder becomes an address. */
  const asked = location.hash
    .slice(1)
    .split(",")
    .map((text) => decodeURIComponent(text))
    .filter((id, i, all) => /^\d{8}-\d{6}-[^/\\]+$/.test(id) && all.indexOf(id) === i);

  function load(id: string): Promise<void> {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `runs/${encodeURIComponent(id)}/run.js`;
      script.onload = () => resolve();
      script.onerror = () => resolve();
      document.head.append(script);
    });
  }

  function say(text: string): void {
    const line = document.createElement("p");
    line.textContent = text;
    line.className = "st-said";
    place.append(line);
  }

  async function show(): Promise<void> {
    const ids = asked.slice(0, 6);
    await Promise.all(ids.map(load));
    const runs = ids.flatMap((id) => files.get(id) ?? []);
    place.replaceChildren();
    for (const id of ids) if (!files.has(id)) say(`There is no run ${id} on this site.`);
    if (asked.length > ids.length) say(`Of ${asked.length} runs the first ${ids.length} are shown.`);
    if (runs.length < 2) return say("Choose two to six runs on the page Runs.");
    const [heads, tables] = comparison(document, runs, "");
    const curves = document.createElement("div");
    curves.className = "st-figures";
    curves.append(...curveGroups(runs, palette).map(drawCurves));
    place.append(heads, curves, tables);
  }

  addEventListener("hashchange", () => location.reload());
  show();
}

/** `compare.js` of the site. */
export const COMPARE_SCRIPT = `"use strict";
(${comparePage})({
comparison: ${comparison},
curveGroups: ${curveGroups},
drawCurves: ${drawCurves},
palette: ${JSON.stringify(PALETTE)},
});
`;
