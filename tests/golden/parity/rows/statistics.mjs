import { convention } from "./row.mjs";

const LAGS = 4;

/** statsmodels, scipy and numpy. */
export function statistics({ library: { core, ic }, at: { sample, kpis } }) {
  const { returns, benchmark } = sample;
  const n = returns.length;
  const hac = core.neweyWest(returns, LAGS);
  const { iid } = ic.meanInference(returns, 1);
  const { skewness, kurtosis, beta, var_95 } = kpis();
  const corrected = hac.se * Math.sqrt(n / (n - 1));
  const row = (peer, key, what, ours, ...rest) => ({ peer, key, what, ours, ...convention(rest) });
  return [
    row("statsmodels", "hac_se_plain", "HAC error of a mean, 4 lags, `use_correction=False`", hac.se),
    row("statsmodels", "hac_p_plain", "its p-value", core.normalP(hac.t)),
    row(
      "statsmodels",
      "hac_se_corrected",
      "HAC error of a mean, 4 lags, `use_correction=True`",
      hac.se,
      "small-sample correction: × √(n / (n − 1))",
      corrected,
    ),
    row(
      "statsmodels",
      "hac_p_corrected",
      "its p-value",
      core.normalP(hac.t),
      "small-sample correction",
      core.normalP(hac.mean / corrected),
    ),
    row("statsmodels", "slope", "slope of returns on the benchmark (our beta)", beta),
    row("scipy", "t", "t of a mean, `ttest_1samp`", iid.t),
    row("scipy", "p", "its p-value", iid.p),
    row("scipy", "sem", "standard error of a mean", iid.se),
    row("scipy", "skew", "skewness", skewness),
    row("scipy", "kurtosis", "excess kurtosis", kurtosis),
    row("scipy", "spearman", "rank correlation", core.spearman(returns, benchmark)),
    row("scipy", "pearson", "correlation", core.pearson(returns, benchmark)),
    row("scipy", "percentile", "5 % percentile, `numpy.percentile` (our VaR)", var_95),
  ];
}
