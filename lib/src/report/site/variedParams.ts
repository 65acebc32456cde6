import { flatParams } from "../../tracking/index.js";
import { valueText } from "../words.js";
import type { SiteRun } from "./siteRun.js";

/** The parameters that vary, with how many runs have each value: the axes of a grid. Sweeps themselves do not count. */
export function variedParams(runs: readonly SiteRun[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const values = new Map<string, Map<string, number>>();
  for (const { view } of runs) {
    if (view.head.tags.includes("sweep")) continue;
    for (const [name, value] of flatParams(view.head.params)) {
      const counts = values.get(name) ?? new Map<string, number>();
      values.set(name, counts.set(valueText(value), (counts.get(valueText(value)) ?? 0) + 1));
    }
  }
  return new Map([...values].filter(([, counts]) => counts.size > 1));
}
