import { type Cell, TableView } from "../../core/index.js";
import { type Figure, heatmap } from "../../plot/index.js";
import type { GroupReport } from "../breakdown/groupReport.js";
import type { HorizonReport } from "../horizonReport.js";
import { DEFAULT_TEST } from "../meanInference.js";
import type { FactorReportData } from "../reportData.js";
import { fixed, isDistinguishable, pText, sessions, sourceText, strongest } from "./words.js";

/** The factor within each group and without group means, at one horizon. */
export function groupTable(at: HorizonReport, report: GroupReport): TableView {
  const { groups, neutral, ungrouped, alone } = report;
  const rows: Record<string, Cell>[] = groups.map((group) => {
    const { quantileMeans: means } = group;
    const { t, p } = group.inference[DEFAULT_TEST];
    return {
      group: group.name,
      symbols: group.symbols,
      rankIc: group.rankIcStats.mean,
      t,
      p,
      hit: group.rankIcStats.hitRate,
      spread: means[means.length - 1] - means[0],
      weight: group.weight,
    };
  });
  const { t, p } = neutral.inference[DEFAULT_TEST];
  const { quantileMeans: means } = neutral;
  rows.push({
    group: "all, group-neutral",
    symbols: groups.reduce((n, group) => n + group.symbols, 0),
    rankIc: neutral.rankIcStats.mean,
    t,
    p,
    hit: neutral.rankIcStats.hitRate,
    spread: means[means.length - 1] - means[0],
    weight: null,
  });
  const total = (counts: Int32Array) => counts.reduce((a, b) => a + b, 0);
  return new TableView(rows, {
    title: groupHeadline(at, report),
    columns: [
      { key: "group", label: report.grouping },
      { key: "symbols", format: "integer" },
      { key: "rankIc", label: "rank IC", unit: "mean", format: "correlation" },
      { key: "t", unit: "cosines", format: "ratio" },
      { key: "p", unit: "cosines", format: "pvalue" },
      { key: "hit", label: "hit rate", unit: "of dates", format: "percent" },
      { key: "spread", label: "top − bottom", unit: "per horizon", format: "bps" },
      { key: "weight", label: "net weight", unit: "factor portfolio", format: "percent" },
    ],
    note: `at ${sessions(at.horizon)}; group-neutral: factor and forward return less their group's mean on the date; ${total(ungrouped)} observations without a group and ${total(alone)} alone in theirs are not used`,
    limit: 60,
  });
}

function groupHeadline(at: HorizonReport, { grouping, neutral, explainedMean }: GroupReport): string {
  const doubt = isDistinguishable(neutral.inference) ? "" : ", not distinguishable from zero";
  return `Within groups (${grouping}) rank IC ${fixed(neutral.rankIcStats.mean, 3)} (${pText(neutral.inference[DEFAULT_TEST].p)})${doubt}; over all names ${fixed(at.rankIcStats.mean, 3)}. Groups explain ${fixed(explainedMean * 100, 0)} % of the factor's variance`;
}

/** Rows that can still be read. */
const MOST = 30;

/** Mean rank IC by group and horizon. */
export function groupFigure(report: FactorReportData): Figure | undefined {
  const known = report.horizons.flatMap((at) =>
    at.groups ? [{ horizon: at.horizon, groups: at.groups }] : [],
  );
  const names = known[0]?.groups.groups.slice(0, MOST).map((group) => group.name) ?? [];
  if (names.length === 0) return undefined;
  const rows = [...names, "group-neutral"];
  const values = rows.flatMap((_, g) =>
    known.map(({ groups }) =>
      g < names.length ? groups.groups[g].rankIcStats.mean : groups.neutral.rankIcStats.mean,
    ),
  );
  const at = strongest(report.horizons);
  const told = at.groups?.groups.filter((group) => isDistinguishable(group.inference)).length;
  return heatmap(
    { rows, columns: known.map(({ horizon }) => sessions(horizon)), values },
    {
      title: `Within groups the rank IC is told from zero in ${told} of ${at.groups?.groups.length} at ${sessions(at.horizon)}`,
      subtitle: `${report.factor.name}: mean rank IC within each group (${known[0].groups.grouping}) by horizon; about 5 % would be told by chance`,
      source: sourceText(report),
      value: { label: "Mean rank IC", unit: "correlation" },
      decimals: 3,
    },
  );
}
