import { close } from "../fields.js";
import { entry } from "../libraryFactor.js";

/** Sessions in a year, for annualising a daily standard deviation by its square root. */
const YEAR = 252;

const daily = close.returns();

export const risk = [
  entry({
    factor: daily.std(21, { min: 15 }).mul(Math.sqrt(YEAR)).named("realized_vol_21"),
    title: "Realised volatility",
    doc: "Sample standard deviation (ddof 1) of daily returns over 21 sessions × √252. Needs 15 returns.",
    unit: "fraction per year",
    source: "close-to-close estimator",
  }),
  entry({
    factor: daily.atMost(0).power(2).mean(63, { min: 42 }).mul(YEAR).sqrt().named("downside_dev_63"),
    title: "Downside deviation",
    doc: "√(252 × mean of min(r, 0)² over 63 sessions), target 0. Needs 42 returns.",
    unit: "fraction per year",
    source: "Sortino & van der Meer 1991",
  }),
];
