import { convention, label } from "./row.mjs";

export function vectorbt({ library: { risk }, at: { kpis } }) {
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
