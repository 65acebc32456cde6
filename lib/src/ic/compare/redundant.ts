import { fail } from "../../core/index.js";
import type { FactorCorrelationData } from "./correlationData.js";
import type { RankedFactor } from "./rankingData.js";

/** Cluster of each ranked factor, and the better ranked one that it repeats, if any. */
export function alikeAhead(
  who: string,
  rows: readonly RankedFactor[],
  { names, values, clusters }: FactorCorrelationData,
  redundantAt: number,
): Pick<RankedFactor, "cluster" | "redundantWith" | "rho">[] {
  const places = rows.map(({ factor }) => {
    const at = names.indexOf(factor);
    return at >= 0 ? at : fail(who, "correlation must have every ranked factor", { received: factor });
  });
  return places.map((at, i) => {
    const cluster = clusters[at];
    let best = -1;
    let rho = 0;
    for (const other of places.slice(0, i)) {
      const found = values[at * names.length + other];
      if (Math.abs(found) > redundantAt && Math.abs(found) > Math.abs(rho)) {
        best = other;
        rho = found;
      }
    }
    return best < 0 ? { cluster } : { cluster, redundantWith: names[best], rho };
  });
}
