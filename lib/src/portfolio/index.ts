/** From factor values to target weights. */
export { type QuantileOptions, QuantilePortfolio, type Sides } from "./quantilePortfolio.js";
export { type QuantileChoice, quantiles } from "./quantiles.js";
export type { PortfolioRule } from "./rule.js";
