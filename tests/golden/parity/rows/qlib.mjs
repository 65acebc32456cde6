import { HORIZON } from "./measured.mjs";
import { convention } from "./row.mjs";

export function qlib({ library: { core }, input, at: { report, sample, kpis } }) {
  const row = (key, what, ours, ...rest) => ({ peer: "qlib", key, what, ours, ...convention(rest) });
  const { sharpe, cagr, volatility, total_return, max_drawdown } = kpis();
  const { returns } = sample;
  const [mean, std] = [core.mean(returns), core.std(returns)];
  const logs = returns.map((value) => Math.log1p(value));
  const growth = (1 + total_return) ** (1 / returns.length) - 1;
  const autocorrelations = input.factor
    .slice(HORIZON, -HORIZON)
    .map((values, i) => core.pearson(Float64Array.from(values), Float64Array.from(input.factor[i])));
  const spread = report.quantiles.spreadStats.mean;
  return [
    row("ic_mean", "IC, mean", report.icStats.mean),
    row("icir", "ICIR", report.icStats.ir),
    row("rank_ic_mean", "rank IC, mean", report.rankIcStats.mean),
    row("rank_icir", "rank ICIR", report.rankIcStats.ir),
    row("long_short", "long-short return, mean", spread, "half of top minus bottom", spread / 2),
    row(
      "autocorrelation",
      "autocorrelation of the factor",
      report.autocorrelationMean,
      "of values, not of ranks; on the dates that have a forward return",
      core.mean(Float64Array.from(autocorrelations)),
    ),
    row(
      "annualized_return_sum",
      "annual return, `sum`",
      cagr,
      "returns are added, not compounded; a year of 238 days",
      mean * 238,
    ),
    row(
      "information_ratio_sum",
      "information ratio, `sum` (our Sharpe ratio)",
      sharpe,
      "a year of 238 days: × √(238 / 252)",
      sharpe * Math.sqrt(238 / 252),
    ),
    row(
      "max_drawdown_sum",
      "maximum drawdown, `sum`",
      max_drawdown,
      "of added returns, not of wealth",
      drawdownOfSums(returns),
    ),
    row(
      "std_sum",
      "standard deviation, `sum` (our volatility)",
      volatility,
      "per day: / √252",
      volatility / Math.sqrt(252),
    ),
    row(
      "annualized_return_product",
      "annual return, `product`",
      cagr,
      "a year of 238 days: `periodsPerYear: 238`",
      kpis({ periodsPerYear: 238 }).cagr,
    ),
    row(
      "information_ratio_product",
      "information ratio, `product` (our Sharpe ratio)",
      sharpe,
      "compound growth per day over the standard deviation of log returns, × √238",
      (growth / core.std(logs)) * Math.sqrt(238),
    ),
    row("max_drawdown_product", "maximum drawdown, `product`", max_drawdown),
    row("mean_sum", "mean return, `sum`", mean),
    row("mean_product", "mean return, `product`", mean, "compound growth per day", growth),
    row("std_product", "standard deviation, `product`", std, "of log returns", core.std(logs)),
  ];
}

function drawdownOfSums(returns) {
  let sum = 0;
  let peak = -Infinity;
  let worst = 0;
  for (const value of returns) {
    sum += value;
    peak = Math.max(peak, sum);
    worst = Math.min(worst, sum - peak);
  }
  return worst;
}
