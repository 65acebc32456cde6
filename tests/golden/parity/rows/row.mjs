/** Names of key figures that empyrical and quantstats share with us. */
export const SAME_NAME = [
  "total_return",
  "cagr",
  "volatility",
  "sortino",
  "calmar",
  "tail_ratio",
  "max_drawdown",
];

/** Heading of a key figure. */
export const label = (risk, name) => (risk.KPI_NAMES.includes(name) ? risk.KPIS[name].label : name);

/** `[]` for equal figures, `[text, under]` for those that a convention parts. */
export const convention = ([text, under]) => (text === undefined ? {} : { convention: text, under });
