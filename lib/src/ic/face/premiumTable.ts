import { counted, formatNumber, TableView } from "../../core/index.js";
import { DEFAULT_TEST } from "../meanInference.js";
import { type FamaMacBethData, regressed } from "../regression/famaMacBethData.js";
import { bp, isDistinguishable, period, pText } from "./words.js";

/** Which factors earn something that the others do not explain. */
export function premiumHeadline({ coefficients, horizon }: FamaMacBethData): string {
  const factors = coefficients.slice(1);
  const told = factors.filter(({ inference }) => isDistinguishable(inference));
  if (told.length === 0) {
    const beside = factors.length === 1 ? "" : " beside the others";
    return `No factor earns a premium${beside} that is distinguishable from zero`;
  }
  const list = told.map(
    ({ name, mean, inference }) => `${name} ${bp(mean)} (${pText(inference[DEFAULT_TEST].p)})`,
  );
  return `Premium per ${period(horizon)}, each beside the others: ${list.join(", ")}`;
}

const UNIT = {
  zscore: "per standard deviation",
  rank: "highest − lowest rank",
  raw: "per unit",
} as const;

/** One row per factor, the intercept last. The title is the finding unless another is given. */
export function premiumTable(fit: FamaMacBethData, title = premiumHeadline(fit)): TableView {
  const { dates, rSquared, names } = regressed(fit);
  const [intercept, ...factors] = fit.coefficients;
  const rows = [...factors, intercept].map(({ name, mean, inference }) => ({
    name,
    mean,
    t: inference.neweyWest.t,
    p: inference[DEFAULT_TEST].p,
    interval: inference[DEFAULT_TEST].interval.map(bp).join(" to "),
  }));
  const lost = [
    fit.tooFew > 0 ? `${counted(fit.tooFew, "date")} with too few names` : "",
    fit.collinear > 0 ? `${fit.collinear} with collinear factors` : "",
  ].filter(Boolean);
  return new TableView(rows, {
    title,
    columns: [
      { key: "name", label: "factor" },
      { key: "mean", label: `premium over ${period(fit.horizon)}`, unit: UNIT[fit.scale], format: "bps" },
      { key: "t", unit: `Newey–West, ${counted(fit.horizon - 1, "lag")}`, format: "ratio" },
      { key: "p", unit: "default test", format: "pvalue" },
      { key: "interval", label: "95 % interval" },
    ],
    note: `${counted(dates, "cross-section")} of ${formatNumber(names, "integer")} names on average, mean R² ${formatNumber(rSquared, "percent")}${lost.length > 0 ? `; left out: ${lost.join(", ")}` : ""}; before costs`,
    limit: 200,
  });
}
