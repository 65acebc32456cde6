import { flatParams } from "../../tracking/index.js";
import { valueText } from "../words.js";
import type { SiteRun } from "./siteRun.js";

/** The parameters that vary, with the runs of each value: the axes of a grid. Sweeps themselves do not count. */
export function variedParams(
  runs: readonly SiteRun[],
): ReadonlyMap<string, ReadonlyMap<string, readonly SiteRun[]>> {
  const axes = new Map<string, Map<string, SiteRun[]>>();
  for (const run of runs) {
    if (run.view.head.tags.includes("sweep")) continue;
    for (const [name, value] of flatParams(run.view.head.params)) {
      const values = axes.get(name) ?? new Map<string, SiteRun[]>();
      const text = valueText(value);
      const alike = values.get(text) ?? [];
      alike.push(run);
      axes.set(name, values.set(text, alike));
    }
  }
  return new Map([...axes].filter(([, values]) => values.size > 1));
}
