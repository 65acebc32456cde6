import { assay } from "../harness/assay.mjs";
import { market, SECTORS } from "../harness/data.mjs";

const HORIZONS = [1, 5, 10, 21];
const QUANTILES = 5;

/**
 * Both sides use the dates whose longest forward return is known: alphalens drops a name at every horizon when it
 * lacks one, ours would keep it in the shorter ones.
 */
async function prepare(shape) {
  const { evaluatePanel } = await assay("ic/index.js");
  const { panel, time, assets, sectors } = await market(shape);
  const [factor, close] = [panel("factor"), panel("close")];
  const to = time.label(shape.dates - Math.max(...HORIZONS) - 1);
  const groups = Object.fromEntries(assets.symbols.map((symbol, j) => [symbol, sectors[j]]));
  const options = { horizons: HORIZONS, quantiles: QUANTILES, to, groups };
  return { run: () => evaluatePanel(factor, close, options), numbers };
}

/**
 * Per horizon: rank IC by date, the same against returns less their group's mean, mean return by quantile, the same
 * less the group's mean, mean turnover by quantile, mean rank autocorrelation.
 */
function numbers(report) {
  const present = (values) => [...values].filter((value) => !Number.isNaN(value));
  const parts = report.horizons.flatMap((each) => [
    present(each.rankIc),
    present(each.groups.neutral.adjustedRankIc),
    [...each.quantiles.means],
    [...each.groups.neutral.quantileMeans],
    [...each.turnover.means],
    [each.autocorrelationMean],
  ]);
  return Float64Array.from(parts.flat());
}

const evaluationOf = (dates, names, target) => ({
  group: "evaluation",
  name: `4 horizons, 5 quantiles, ${SECTORS} groups, ${names} names`,
  size: `${dates.toLocaleString("en")} × ${names.toLocaleString("en")}`,
  prepare: () => prepare({ dates, names }),
  peers: [
    {
      name: "alphalens",
      task: "evaluation.alphalens",
      args: { dates, names, horizons: HORIZONS, quantiles: QUANTILES },
      target,
      note: "clean factor and forward returns, IC, group-neutral IC, quantile returns plain and group-neutral, turnover, rank autocorrelation; ours gives Pearson's IC, the IC of each group and its statistics too",
    },
  ],
});

export const evaluation = [evaluationOf(1250, 500, 50), evaluationOf(1250, 3000, 30)];
