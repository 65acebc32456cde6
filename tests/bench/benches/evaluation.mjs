import { assay } from "../harness/assay.mjs";
import { market } from "../harness/data.mjs";

const HORIZONS = [1, 5, 10, 21];
const QUANTILES = 5;

/**
 * Both sides use the dates whose longest forward return is known: alphalens drops a name at every horizon when it
 * lacks one, ours would keep it in the shorter ones.
 */
async function prepare(shape) {
  const { evaluatePanel } = await assay("ic/index.js");
  const { panel, time } = await market(shape);
  const [factor, close] = [panel("factor"), panel("close")];
  const to = time.label(shape.dates - Math.max(...HORIZONS) - 1);
  const options = { horizons: HORIZONS, quantiles: QUANTILES, to };
  return { run: () => evaluatePanel(factor, close, options), numbers };
}

/** Per horizon: rank IC by date, mean return by quantile, mean turnover by quantile, mean rank autocorrelation. */
function numbers(report) {
  const parts = report.horizons.flatMap((each) => [
    [...each.rankIc].filter((value) => !Number.isNaN(value)),
    [...each.quantiles.means],
    [...each.turnover.means],
    [each.autocorrelationMean],
  ]);
  return Float64Array.from(parts.flat());
}

const evaluationOf = (dates, names, target) => ({
  group: "evaluation",
  name: `4 horizons, 5 quantiles, ${names} names`,
  size: `${dates.toLocaleString("en")} × ${names.toLocaleString("en")}`,
  prepare: () => prepare({ dates, names }),
  peers: [
    {
      name: "alphalens",
      task: "evaluation.alphalens",
      args: { dates, names, horizons: HORIZONS, quantiles: QUANTILES },
      target,
      note: "clean factor and forward returns, IC, quantile returns, turnover, rank autocorrelation; ours gives Pearson's IC and Newey–West errors too, neither side the group-neutral IC",
    },
  ],
});

export const evaluation = [evaluationOf(1250, 500, 50), evaluationOf(1250, 3000, 30)];
