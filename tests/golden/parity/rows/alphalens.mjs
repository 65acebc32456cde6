import { HORIZON } from "./measured.mjs";
import { convention } from "./row.mjs";

export function alphalens({ library, input, at: { panels, report } }) {
  const { core, ic } = library;
  const { rankIc, rankIcStats, inference, quantiles, turnover, autocorrelationMean } = report;
  const row = (key, what, ours, ...rest) => ({ peer: "alphalens", key, what, ours, ...convention(rest) });
  const universe = core.mean(quantiles.means);
  const returns = ic.factorReturns(ic.factorFrame(panels.factor, panels.close, { horizon: HORIZON }));
  const { alphaAnnual, beta } = ic.alphaBeta(returns.weighted, returns.market, { horizon: HORIZON });
  return [
    row("mean", "rank IC, mean", rankIcStats.mean),
    row("std", "rank IC, standard deviation", rankIcStats.std),
    row("ir", "rank IC, mean / standard deviation", rankIcStats.ir),
    row("skew", "rank IC, skewness", rankIcStats.skewness),
    row("kurtosis", "rank IC, excess kurtosis", rankIcStats.kurtosis),
    row(
      "t",
      "rank IC, t",
      rankIcStats.t,
      "independent dates (`tIid`), not Newey–West's error",
      rankIcStats.tIid,
    ),
    row(
      "p",
      "rank IC, p-value",
      inference.cosine.p,
      "independent dates (`inference.iid`), not the default test",
      inference.iid.p,
    ),
    row(
      "mean_of_several_horizons",
      "rank IC, mean, asked for horizons 1, 5 and 21 at once",
      rankIcStats.mean,
      "a date that lacks one of the forward returns is dropped at all horizons",
      core.mean(rankIc.subarray(0, input.dates.length - 21)),
    ),
    ...[1, 2, 3, 4, 5].flatMap((q) => [
      row(`quantile_${q}`, `mean return of quantile ${q}, \`demeaned=False\``, quantiles.means[q - 1]),
      row(
        `quantile_${q}_demeaned`,
        `mean return of quantile ${q}, default`,
        quantiles.means[q - 1],
        "less the mean of all names on the date",
        quantiles.means[q - 1] - universe,
      ),
      row(`turnover_${q}`, `turnover of quantile ${q}`, turnover.means[q - 1]),
    ]),
    row(
      "spread",
      "top minus bottom",
      quantiles.spreadStats.mean,
      "half of the difference",
      quantiles.spreadStats.mean / 2,
    ),
    row("autocorrelation", "rank autocorrelation", autocorrelationMean),
    row(
      "group_neutral_mean",
      "rank IC, mean, `group_adjust=True`",
      report.groups.neutral.adjustedRankIcStats.mean,
      "a name that is alone in its group stays in, with a return of 0",
      groupAdjusted(library, input),
    ),
    row("factor_returns_mean", "factor-weighted return, mean", core.mean(returns.weighted)),
    row("alpha", "its alpha per year", alphaAnnual),
    row("beta", "its beta", beta),
  ];
}

/** Mean rank correlation of the factor with forward returns less the mean of their sector, all names kept. */
function groupAdjusted({ core }, { close, factor, sectors }) {
  const values = factor.slice(0, -HORIZON).map((row, i) => {
    const forward = row.map((_, j) => close[i + HORIZON][j] / close[i][j] - 1);
    const rest = forward.map((value, j) => {
      const peers = forward.filter((_, k) => sectors[k] === sectors[j]);
      return value - core.mean(Float64Array.from(peers));
    });
    return core.spearman(Float64Array.from(row), Float64Array.from(rest));
  });
  return core.mean(Float64Array.from(values));
}
