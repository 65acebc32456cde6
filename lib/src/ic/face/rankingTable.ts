import { type Column, TableView } from "../../core/index.js";
import type { FactorRankingData } from "../compare/rankingData.js";
import { fixed, LEVEL, period, pText, sessions } from "./words.js";

/** How many factors survive the correction, and how many of these are worth their costs. */
export function rankingHeadline({ rows, horizon, costBps }: FactorRankingData): string {
  const survive = rows.filter(({ pAdjusted }) => pAdjusted <= LEVEL);
  const pays = survive.filter(({ netSpread }) => netSpread > 0).length;
  const [best] = rows;
  if (survive.length === 0) {
    const nearest = Number.isNaN(best.p) ? "" : `; nearest: ${best.factor} (${pText(best.p)} uncorrected)`;
    return `None of ${rows.length} factors survives Benjamini–Hochberg at ${sessions(horizon)}${nearest}`;
  }
  return `${survive.length} of ${rows.length} factors survive Benjamini–Hochberg at ${sessions(horizon)}, first ${best.factor}; ${pays} of them earn more than costs of ${costBps} bp`;
}

/** One row per factor. The title is the finding unless another is given. */
export function rankingTable(ranked: FactorRankingData, title: string = rankingHeadline(ranked)): TableView {
  const { rows, horizon, costBps, window, trials, tests } = ranked;
  const clustered = rows.some(({ cluster }) => cluster !== undefined);
  const per = `per ${period(horizon)}`;
  const columns: Column[] = [
    { key: "rank", label: "#", format: "integer" },
    { key: "factor" },
    { key: "long", label: "long" },
    { key: "ic", label: "IC", unit: "mean, Pearson" },
    { key: "rankIc", label: "rank IC", unit: "mean" },
    { key: "icir", label: "ICIR", unit: "per date", format: "ratio" },
    { key: "t", unit: "default test", format: "ratio" },
    { key: "p", unit: "default test", format: "pvalue" },
    { key: "pAdjusted", label: "p", unit: "Benjamini–Hochberg", format: "pvalue" },
    { key: "spread", label: "long − short", unit: per, format: "bps" },
    { key: "traded", label: "traded", unit: `of a leg ${per}`, format: "percent" },
    { key: "netSpread", label: "after costs", unit: `at ${costBps} bp`, format: "bps" },
    { key: "breakEvenBps", label: "break-even cost", unit: "bp of traded", format: "ratio" },
    { key: "sharpe", label: "Sharpe", unit: "per year", format: "ratio" },
    { key: "deflatedSharpe", label: "deflated Sharpe", unit: "probability", format: "ratio" },
    { key: "sameSign", label: "stability", unit: `windows of ${window}`, format: "percent" },
    { key: "stabilityStd", label: "std of windows", unit: "rank IC" },
    { key: "decay", label: "rank IC far / near", unit: "longest / shortest horizon", format: "ratio" },
    ...(rows.some(({ halfLife }) => halfLife !== undefined)
      ? [{ key: "halfLife", label: "half-life", unit: "sessions", format: "ratio" as const }]
      : []),
    ...(clustered
      ? [
          { key: "cluster", format: "integer" as const },
          { key: "redundant", label: "redundant with" },
        ]
      : []),
  ];
  return new TableView(
    rows.map((row, i) => ({
      ...row,
      rank: i + 1,
      long: row.direction > 0 ? "high" : "low",
      redundant: row.redundantWith ? `${row.redundantWith} (ρ ${fixed(row.rho ?? Number.NaN, 2)})` : "",
    })),
    {
      title,
      columns,
      note: `by the p-value of the default test; corrected for ${tests} tests (factors × horizons, other variants of the run included); Sharpe ratios on every ${horizon === 1 ? "" : `${horizon}th `}date, before costs, deflated by ${trials} trials (two directions each)`,
      limit: 200,
    },
  );
}
