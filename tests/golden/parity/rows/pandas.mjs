import { convention } from "./row.mjs";

const WINDOW = 20;

export function pandas({ library: { core, expr }, input, at: { panels } }) {
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
