import { type Column, counted, TableView } from "../../core/index.js";
import { Sheet } from "../../plot/index.js";
import type { FactorRankingData } from "../compare/rankingData.js";
import { everyDate } from "../everyDate.js";
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

/** The rows as they are shown. */
function shownRows({ rows }: FactorRankingData) {
  return rows.map((row, i) => ({
    ...row,
    rank: i + 1,
    long: row.direction > 0 ? "high" : "low",
    redundant: row.redundantWith ? `${row.redundantWith} (ρ ${fixed(row.rho ?? Number.NaN, 2)})` : "",
  }));
}

const NAMES: readonly Column[] = [{ key: "rank", label: "#", format: "integer" }, { key: "factor" }];

const EVIDENCE: readonly Column[] = [
  { key: "long" },
  { key: "ic", label: "IC", unit: "mean, Pearson", format: "correlation" },
  { key: "rankIc", label: "rank IC", unit: "mean", format: "correlation" },
  { key: "icir", label: "ICIR", unit: "per date", format: "ratio" },
  { key: "t", unit: "default test", format: "ratio" },
  { key: "p", unit: "default test", format: "pvalue" },
  { key: "pAdjusted", label: "p", unit: "Benjamini–Hochberg", format: "pvalue" },
];

function payoff({ horizon, costBps }: FactorRankingData): Column[] {
  const per = `per ${period(horizon)}`;
  return [
    { key: "spread", label: "long − short", unit: per, format: "bps" },
    { key: "traded", label: "traded", unit: "of a leg", format: "percent" },
    { key: "netSpread", label: "after costs", unit: `at ${costBps} bp`, format: "bps" },
    { key: "breakEvenBps", label: "break-even", unit: "bp of traded", format: "ratio" },
    { key: "sharpe", label: "Sharpe", unit: "per year", format: "ratio" },
    { key: "deflatedSharpe", label: "P(skill)", unit: "deflated Sharpe", format: "percent" },
  ];
}

function steadiness({ rows, window }: FactorRankingData): Column[] {
  const columns: Column[] = [
    { key: "sameSign", label: "stability", unit: `windows of ${window}`, format: "percent" },
    { key: "stabilityStd", label: "std of windows", unit: "rank IC", format: "correlation" },
    { key: "decay", label: "far / near", unit: "rank IC, longest / shortest", format: "ratio" },
  ];
  if (rows.some(({ halfLife }) => halfLife !== undefined)) {
    columns.push({ key: "halfLife", label: "half-life", unit: "sessions", format: "ratio" });
  }
  if (rows.some(({ cluster }) => cluster !== undefined)) {
    columns.push({ key: "cluster", format: "integer" }, { key: "redundant", label: "redundant with" });
  }
  return columns;
}

const evidenceNote = ({ tests }: FactorRankingData): string =>
  `by the p-value of the default test; corrected for ${counted(tests, "test")} (factors × horizons, other variants of the run included)`;

const payoffNote = ({ horizon, trials }: FactorRankingData): string =>
  `Sharpe ratios on ${everyDate(horizon)}, before costs, deflated by ${counted(trials, "trial")} (two directions each)`;

/** One row per factor, everything side by side. The title is the finding unless another is given. */
export function rankingTable(ranked: FactorRankingData, title: string = rankingHeadline(ranked)): TableView {
  const columns = [...NAMES, ...EVIDENCE, ...payoff(ranked), ...steadiness(ranked)];
  const note = `${evidenceNote(ranked)}; ${payoffNote(ranked)}`;
  return new TableView(shownRows(ranked), { title, columns, note, limit: 200 });
}

/** The same in tables that fit a page: the evidence, what it would earn, how steady and how alike. */
export function rankingSheet(ranked: FactorRankingData): Sheet {
  const rows = shownRows(ranked);
  const part = (title: string, columns: readonly Column[], note?: string) =>
    new TableView(rows, { title, columns: [...NAMES, ...columns], note, limit: 200 });
  return new Sheet({
    title: rankingHeadline(ranked),
    items: [
      part("How sure is the prediction?", EVIDENCE, evidenceNote(ranked)),
      part("What would it earn?", payoff(ranked), payoffNote(ranked)),
      part("How steady is it, and how alike are the factors?", steadiness(ranked)),
    ],
  });
}
