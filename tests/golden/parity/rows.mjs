/**
 * Our figures beside those of the peers on one input. A row is equal to the peer's figure, or names the convention that
 * parts them and gives our figure `under` that convention, which must be equal.
 *
 * The library is an argument: the documentation is made with the built one, tests run on the sources.
 */
export const HORIZON = 5;
const QUANTILES = 5;
const LAGS = 4;
const WINDOW = 20;

export function parityRows(library, input, peers) {
  const at = measured(library, input);
  const given = { library, input, at };
  return [
    ...alphalens(given),
    ...skfolio(given),
    ...qlib(given),
    ...empyrical(given),
    ...quantstats(given),
    ...vectorbt(given),
    ...statistics(given),
    ...pandas(given),
  ].map((row) => ({ ...row, theirs: peers[row.peer][row.key] }));
}

/** What the library says of the input. */
function measured({ core, ic, risk }, { dates, symbols, close, factor, returns, benchmark }) {
  const panels = {
    close: core.Panel.fromArrays(dates, symbols, close, { name: "close" }),
    factor: core.Panel.fromArrays(dates, symbols, factor, { name: "signal" }),
  };
  const time = core.TimeIndex.of(dates.slice(1));
  const sample = {
    returns: Float64Array.from(returns),
    benchmark: Float64Array.from(benchmark),
    time,
  };
  const report = ic.evaluatePanel(panels.factor, panels.close, {
    horizons: [1, HORIZON],
    quantiles: QUANTILES,
  });
  return {
    panels,
    sample,
    next: report.horizon(1),
    report: report.horizon(HORIZON),
    kpis: (options) => risk.kpis(sample, options),
  };
}

function alphalens({ library: { core }, input, at: { report } }) {
  const { rankIc, rankIcStats, inference, quantiles, turnover, autocorrelationMean } = report;
  const row = (key, what, ours, ...rest) => ({ peer: "alphalens", key, what, ours, ...convention(rest) });
  const universe = core.mean(quantiles.means);
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
  ];
}

function skfolio({ library: { core }, input, at: { next, report } }) {
  const ours = (stats, key) => stats[{ mean: "mean", std: "std", icir: "ir", hit_rate: "hitRate" }[key]];
  const sums = { spearman: [], pearson: [] };
  for (let i = 0; i + HORIZON < input.dates.length; i++) {
    const forward = input.symbols.map((_, j) => sumOfReturns(input.close, { row: i, column: j }));
    for (const kind of ["spearman", "pearson"]) {
      sums[kind].push(core[kind](Float64Array.from(input.factor[i]), Float64Array.from(forward)));
    }
  }
  const under = (kind, key) => {
    const values = Float64Array.from(sums[kind]);
    const [mean, std] = [core.mean(values), core.std(values)];
    const share = values.filter((value) => value > 0).length / values.length;
    return { mean, std, icir: mean / std, hit_rate: share }[key];
  };
  return ["spearman", "pearson"].flatMap((kind) =>
    ["mean", "std", "icir", "hit_rate"].flatMap((key) => {
      const name = `${kind === "spearman" ? "rank IC" : "IC"}, ${key.replace("_", " ")}`;
      const of = (horizon) => (kind === "spearman" ? horizon.rankIcStats : horizon.icStats);
      return [
        {
          peer: "skfolio",
          key: `${kind}_${key}_1`,
          what: `${name}, one session ahead`,
          ours: ours(of(next), key),
        },
        {
          peer: "skfolio",
          key: `${kind}_${key}_5`,
          what: `${name}, five sessions ahead`,
          ours: ours(of(report), key),
          ...convention(["forward returns are summed, not compounded", under(kind, key)]),
        },
      ];
    }),
  );
}

function sumOfReturns(close, { row, column }) {
  let total = 0;
  for (let i = row + 1; i <= row + HORIZON; i++) total += close[i][column] / close[i - 1][column] - 1;
  return total;
}

function qlib({ library: { core }, input, at: { report, sample, kpis } }) {
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

const SAME_NAME = ["total_return", "cagr", "volatility", "sortino", "calmar", "tail_ratio", "max_drawdown"];

function empyrical({ library: { risk }, at: { kpis } }) {
  const rates = { riskFree: 0.0001 };
  const plain = ["downside_risk", "var_95", "cvar_95", "var_99", "cvar_99"];
  const row = (key, ours, ...rest) => ({
    peer: "empyrical",
    key,
    what: label(risk, key),
    ours,
    ...convention(rest),
  });
  const { information_ratio: ratio } = kpis();
  return [
    ...[...SAME_NAME, ...plain].map((key) => row(key, kpis()[key])),
    ...["sharpe", "omega", "alpha", "beta"].map((key) => row(key, kpis(rates)[key])),
    {
      ...row("omega_required_5_percent", kpis({ target: 1.05 ** (1 / 252) - 1 }).omega),
      what: "Omega ratio above 5 % a year, `target: 1.05 ** (1 / 252) - 1`",
    },
    {
      ...row("excess_sharpe", ratio, "not annualised: / √252", ratio / Math.sqrt(252)),
      what: "Information ratio",
    },
  ];
}

function quantstats({ library: { core, risk }, at: { kpis, sample } }) {
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

function vectorbt({ library: { risk }, at: { kpis } }) {
  const ours = kpis();
  const year = kpis({ periodsPerYear: 365 });
  const same = ["total_return", "omega", "tail_ratio", "max_drawdown", "var_95", "cvar_95", "beta"];
  const yearly = ["cagr", "volatility", "sharpe", "sortino", "calmar", "downside_risk", "alpha"];
  const row = (key, rest) => ({
    peer: "vectorbt",
    key,
    what: label(risk, key),
    ours: ours[key],
    ...convention(rest),
  });
  return [
    ...same.map((key) => row(key, [])),
    ...yearly.map((key) => row(key, ["a year of 365 days: `periodsPerYear: 365`", year[key]])),
    row("information_ratio", ["not annualised: / √252", ours.information_ratio / Math.sqrt(252)]),
  ];
}

function statistics({ library: { core, ic }, at: { sample, kpis } }) {
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

function pandas({ library: { core, expr }, input, at: { panels } }) {
  const { symbols } = input;
  const other = core.Panel.fromArrays(
    input.dates,
    symbols,
    input.close.map((row) => symbols.map(() => row[1])),
  );
  const fields = { ...panels, other };
  const source = {
    time: panels.close.time,
    assets: panels.close.assets,
    fingerprint: "parity",
    panel: (name) => fields[name],
    group: () => ({ codes: new Int32Array(symbols.length).fill(-1), names: [] }),
  };
  const last = (factor) => {
    const [panel] = expr.evaluate(source, [factor]);
    return panel.values[(input.dates.length - 1) * symbols.length];
  };
  const [x, y, signal] = ["close", "other", "factor"].map((name) => expr.field(name));
  const row = (key, what, factor, ...rest) => ({
    peer: "pandas",
    key,
    what: `${what}, \`${factor.formula}\``,
    ours: last(factor),
    ...convention(rest),
  });
  const deviation = x.std(WINDOW);
  return [
    row("mean", "rolling mean", x.mean(WINDOW)),
    row("std", "rolling standard deviation", deviation),
    row(
      "std_population",
      "rolling standard deviation, `ddof=0`",
      deviation,
      "ddof 0: × √(19 / 20)",
      last(deviation) * Math.sqrt((WINDOW - 1) / WINDOW),
    ),
    row("var", "rolling variance", x.variance(WINDOW)),
    row("skew", "rolling skewness", x.skew(WINDOW)),
    row("kurt", "rolling kurtosis", x.kurt(WINDOW)),
    row("median", "rolling median", x.median(WINDOW)),
    row("quantile", "rolling quantile", x.quantile(WINDOW, 0.8)),
    row("rank", "rolling rank, `pct=True`", x.tsRank(WINDOW)),
    row("max", "rolling maximum", x.max(WINDOW)),
    row("corr", "rolling correlation", x.corr(y, WINDOW)),
    row("cov", "rolling covariance", x.cov(y, WINDOW)),
    row("ewm", "exponential mean, `adjust=False`", x.ewm({ alpha: 0.1 })),
    row("ewm_adjusted", "exponential mean, default", x.ewm({ alpha: 0.1, adjust: true })),
    row("ewm_std", "exponential standard deviation, default", x.ewmStd({ alpha: 0.1, adjust: true })),
    row("rank_across", "rank across names, `rank(axis=1, pct=True)`", signal.rank()),
    row("zscore_across", "z-score across names", signal.zscore()),
  ];
}

const label = (risk, name) => (risk.KPI_NAMES.includes(name) ? risk.KPIS[name].label : name);

const convention = ([text, under]) => (text === undefined ? {} : { convention: text, under });

/** Whether two figures are the same but for rounding. */
export function equal(a, b) {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
