import { convention, label, SAME_NAME } from "./row.mjs";

export function empyrical({ library: { risk }, at: { kpis } }) {
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
