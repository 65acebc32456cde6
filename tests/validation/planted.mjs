/** Rank ICs that the pipeline measures on synthetic markets against those that were planted, over seeds. */
import { Market } from "../../lib/dist/data/index.js";
import { field } from "../../lib/dist/expr/index.js";
import { evaluate, MEAN_TESTS } from "../../lib/dist/ic/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";

export const PLANTED = [0, 0.01, 0.02, 0.05];
export const SIZE = { symbols: 100, years: 2 };

const close = field("close");
const reversal = close.div(close.lag(5)).sub(1).neg().named("reversal_5");

/** Mean, standard deviation and rejections at 5 % of the measured mean rank IC at horizon 1, over seeds. */
export async function measured(rankIc, seeds) {
  const means = [];
  const counts = Object.fromEntries(MEAN_TESTS.map((name) => [name, 0]));
  const effects = { momentum: { rankIc: 0 }, reversal: { rankIc } };
  for (let seed = 1; seed <= seeds; seed++) {
    const market = Market.from(syntheticMarket({ ...SIZE, seed, effects }));
    const { inference } = (await evaluate(market, reversal, { horizons: [1] })).horizon(1);
    means.push(inference.mean);
    for (const name of MEAN_TESTS) if (inference[name].p < 0.05) counts[name]++;
  }
  const mean = means.reduce((a, b) => a + b, 0) / seeds;
  const std = Math.sqrt(means.reduce((a, b) => a + (b - mean) ** 2, 0) / (seeds - 1));
  const power = Object.fromEntries(MEAN_TESTS.map((name) => [name, counts[name] / seeds]));
  return { mean, std, se: std / Math.sqrt(seeds), power };
}
