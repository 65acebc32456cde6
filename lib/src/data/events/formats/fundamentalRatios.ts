import type { Fundamental } from "./fundamentalColumns.js";
import type { Metric, Report, Reports } from "./reports.js";

/** Earnings per share are rounded to cents: below this they say too little about the number of shares. */
const LEAST_EPS = 0.05;

/** What the reports say so far about the latest period; `null` where a figure for it is missing. */
export function ratiosOf(reports: Reports): Record<Fundamental, number | null> {
  const report = reports.newest;
  const before = reports.yearBefore(report);
  const annual = reports.annual;
  const year = (metric: Metric) => reports.twelveMonths(metric, report);
  const { assets, equity, cash, cur_assets, cur_liab } = report.values;
  const [revenues, income, operating] = [year("revenues"), year("net_income"), year("op_income")];
  const shares = sharesOf(reports, report);
  const ownEquity = equity > 0 ? equity : Number.NaN;
  const ratios: Record<Fundamental, number> = {
    eps: year("eps_diluted"),
    book: equity / shares,
    sales: revenues / shares,
    cash_flow: (annual?.values.cash_flow_op ?? Number.NaN) / shares,
    dividend: year("dividend"),
    ...{ revenues, net_income: income, assets, equity, shares },
    roe: income / ownEquity,
    roa: income / assets,
    operating_roe: operating / ownEquity,
    operating_margin: operating / revenues,
    asset_turnover: revenues / assets,
    accruals: annual
      ? (annual.values.net_income - annual.values.cash_flow_op) / annual.values.assets
      : Number.NaN,
    asset_growth: assets / (before?.values.assets ?? Number.NaN) - 1,
    revenue_growth: growth(report, before, "revenues"),
    eps_change: sameKind(report, before) ? report.values.eps_diluted - before.values.eps_diluted : Number.NaN,
    current_ratio: cur_assets / cur_liab,
    leverage: (assets - equity) / assets,
    cash_to_assets: cash / assets,
  };
  return Object.fromEntries(
    Object.entries(ratios).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  ) as Record<Fundamental, number | null>;
}

/** Net income over basic earnings per share: of twelve months, else of the period itself. */
function sharesOf(reports: Reports, report: Report): number {
  for (const of of [(m: Metric) => reports.twelveMonths(m, report), (m: Metric) => report.values[m]]) {
    const [income, eps] = [of("net_income"), of("eps_basic")];
    if (Math.abs(eps) >= LEAST_EPS && income / eps > 0) return income / eps;
  }
  return Number.NaN;
}

function growth(report: Report, before: Report | undefined, metric: Metric): number {
  if (!sameKind(report, before) || !(before.values[metric] > 0)) return Number.NaN;
  return report.values[metric] / before.values[metric] - 1;
}

function sameKind(report: Report, before: Report | undefined): before is Report {
  return before?.annual === report.annual;
}
