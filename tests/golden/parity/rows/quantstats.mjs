import { convention, label, SAME_NAME } from "./row.mjs";

export function quantstats({ library: { core, risk }, at: { kpis, sample } }) {
  const { returns } = sample;
  const n = returns.length;
  const [mean, std] = [core.mean(returns), core.std(returns)];
  const values = kpis();
  const row = (key, name, ...rest) => ({
    peer: "quantstats",
    key,
    what: label(risk, name),
    ours: values[name],
    ...convention(rest),
  });
  const unbiased = {
    skewness: (Math.sqrt(n * (n - 1)) / (n - 2)) * values.skewness,
    excessKurtosis: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * values.kurtosis + 6),
  };
  const z = core.normalQuantile(0.05);
  return [
    ...[...SAME_NAME, "sharpe", "omega", "beta"].map((key) => row(key, key)),
    {
      ...row("sharpe_rf", "sharpe"),
      what: "Sharpe ratio above 2 % a year, `riskFree: 1.02 ** (1 / 252) - 1`",
      ours: kpis({ riskFree: 1.02 ** (1 / 252) - 1 }).sharpe,
    },
    row("best", "best_day"),
    row("worst", "worst_day"),
    row("win_rate", "hit_rate"),
    row("skew", "skewness", "corrected for bias (G1), ours is the population's", unbiased.skewness),
    row("kurtosis", "kurtosis", "corrected for bias (G2), ours is the population's", unbiased.excessKurtosis),
    row("var_95", "var_95", "quantile of a normal distribution, not of the sample", mean + std * z),
    row(
      "cvar_95",
      "cvar_95",
      "mean below the quantile of a normal distribution",
      mean - (std * Math.exp(-z * z * 0.5)) / Math.sqrt(2 * Math.PI) / 0.05,
    ),
    row("cvar_95_historical", "cvar_95"),
    row(
      "information_ratio",
      "information_ratio",
      "not annualised: / √252",
      values.information_ratio / Math.sqrt(252),
    ),
    row("alpha", "alpha", "per day × 252, not compounded", ((1 + values.alpha) ** (1 / 252) - 1) * 252),
    {
      ...row("psr", "sharpe"),
      what: "Probabilistic Sharpe ratio",
      ours: risk.probabilisticSharpe(sample),
      ...convention([
        "skewness and kurtosis corrected for bias",
        risk.probabilisticSharpe({ sharpe: mean / std, n, ...unbiased }),
      ]),
    },
  ];
}
