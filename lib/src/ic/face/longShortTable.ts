import { type Cell, TableView } from "../../core/index.js";
import type { LongShort, LongShortLeg } from "../longShort/longShort.js";
import { fixed, LEVEL, pText, sessions } from "./words.js";

/** The factor as two long-short portfolios: Sharpe ratios with their doubts, alpha and beta against the market. */
export function longShortTable(longShort: LongShort): TableView {
  const { topMinusBottom, weighted, horizon, trials } = longShort;
  return new TableView([row(topMinusBottom), row(weighted)], {
    title: headline(weighted),
    columns: [
      { key: "portfolio" },
      { key: "gross", unit: "of capital", format: "ratio" },
      { key: "sharpe", label: "Sharpe", unit: "per year", format: "ratio" },
      { key: "psr", label: "P(Sharpe > 0)", unit: "probabilistic", format: "percent" },
      { key: "dsr", label: "P(skill)", unit: "deflated", format: "percent" },
      { key: "alpha", unit: "per year", format: "percent" },
      { key: "alphaT", label: "t", unit: "Newey–West", format: "ratio" },
      { key: "beta", unit: "to the market", format: "ratio" },
      { key: "betaError", label: "error", unit: "of beta", format: "ratio" },
    ],
    note: `daily returns before costs, ${heldText(horizon)}; market: equal-weighted mean of all symbols; ${trialsText(trials)}`,
  });
}

function row(leg: LongShortLeg): Record<string, Cell> {
  const { alphaAnnual, alphaT, beta, betaError } = leg.alphaBeta;
  return {
    portfolio: leg.name,
    gross: leg.gross,
    sharpe: leg.sharpe,
    psr: leg.probabilisticSharpe,
    dsr: leg.deflatedSharpe,
    alpha: alphaAnnual,
    alphaT,
    beta,
    betaError,
  };
}

function headline({ alphaBeta: { alphaAnnual, alphaP, beta } }: LongShortLeg): string {
  if (Number.isNaN(alphaP)) return "Too few returns for an alpha of the factor portfolio";
  const doubt = alphaP < LEVEL ? "" : ", not distinguishable from zero";
  return `Factor portfolio: alpha ${fixed(alphaAnnual * 100, 1)} % per year before costs (${pText(alphaP)})${doubt}; beta ${fixed(beta, 2)}`;
}

function heldText(horizon: number): string {
  return horizon === 1
    ? "renewed each session"
    : `held ${sessions(horizon)} in sub-portfolios, one of which is renewed each session`;
}

function trialsText(trials: number | undefined): string {
  if (trials === undefined) return "no run records how many variants were tried, so no deflated Sharpe ratio";
  return `deflated for the ${trials} distinct ${trials === 1 ? "variant" : "variants"} that this run has tried`;
}
