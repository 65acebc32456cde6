/** Rank ICs that the pipeline measures on synthetic markets against those that were planted, over seeds. */
import { Market } from "../../lib/dist/data/index.js";
import { field } from "../../lib/dist/expr/index.js";
import { evaluate, MEAN_TESTS } from "../../lib/dist/ic/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";
import { percent, summary, table, testHeads } from "./page.mjs";
import { runs } from "./pool.mjs";

const PLANTED = [0, 0.01, 0.02, 0.05];
const SIZE = { symbols: 100, years: 2 };
const SEEDS = 250;

export const url = import.meta.url;

/** No seed serves two rows. */
export function tasks(fast) {
  const some = runs(fast ? 3 : SEEDS, fast ? 3 : 10);
  return PLANTED.flatMap((rankIc, row) =>
    some.map(({ from, to }) => ({ rankIc, from: 1000 * row + from + 1, to: 1000 * row + to + 1 })),
  );
}

const close = field("close");
const reversal = close.div(close.lag(5)).sub(1).neg().named("reversal_5");

/** Of each seed the measured mean rank IC at horizon 1 and the tests that reject a zero mean at 5 %. */
export default async function measure({ rankIc, from, to }) {
  const effects = { momentum: { rankIc: 0 }, reversal: { rankIc } };
  const out = [];
  for (let seed = from; seed < to; seed++) {
    const market = Market.from(syntheticMarket({ ...SIZE, seed, effects }));
    const { inference } = (await evaluate(market, reversal, { horizons: [1] })).horizon(1);
    out.push({ mean: inference.mean, rejects: MEAN_TESTS.map((name) => inference[name].p < 0.05) });
  }
  return out;
}

export function page(done, measured) {
  const failures = [];
  let seeds = 0;
  const rows = PLANTED.map((rankIc) => {
    const found = measured.filter((_, k) => done[k].rankIc === rankIc).flat();
    const { mean, std, se } = summary(found.map((one) => one.mean));
    const off = (mean - rankIc) / se;
    seeds = found.length;
    if (Math.abs(off) > 4) failures.push(`planted ${rankIc}, measured ${mean}, ${off.toFixed(1)} errors off`);
    const power = MEAN_TESTS.map((_, k) => percent(found.filter((one) => one.rejects[k]).length / seeds));
    return [rankIc, mean.toFixed(5), se.toFixed(5), off.toFixed(1), std.toFixed(4), ...power];
  });
  return { failures, text: text(rows, seeds) };
}

const text = (rows, seeds) => `# Planted rank ICs

\`reversal_5\` on synthetic markets of ${SIZE.symbols} names and ${SIZE.years} years (corporate actions, listings, delistings), evaluated at
horizon 1 by \`ic.evaluate\`: prices are adjusted, the factor computed and ranked as for any market. ${seeds} seeds per row,
no seed in two rows (1 …, 1001 …, 2001 …, 3001 …). *off* is measured minus planted in standard errors over seeds, and the
last columns are shares of seeds in which the test rejects a zero mean at 5 %: the level in the first row, the power in
the others.

${table(["planted", "measured", "s.e.", "off", "std over seeds", ...testHeads], rows)}

Written by \`npm run validate\`.
`;
