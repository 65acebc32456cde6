import { dirname } from "node:path";
import type { RunView } from "../runView.js";
import { FactIndex } from "./factIndex.js";
import { type RunFacts, runFacts } from "./runFacts.js";

/** So few runs are read faster from their own files than through the index. */
const FEW = 100;

/** The facts of each run, in the same order. */
export function factsOf(runs: readonly RunView[]): RunFacts[] {
  if (runs.length <= FEW) return runs.map((run) => runFacts(run.record, run.trials()));
  const indexes = new Map<string, FactIndex>();
  const facts = runs.map((run) => {
    const experiments = dirname(run.directory);
    const index = indexes.get(experiments) ?? new FactIndex(experiments);
    indexes.set(experiments, index);
    return index.facts(run);
  });
  for (const index of indexes.values()) index.save();
  return facts;
}
