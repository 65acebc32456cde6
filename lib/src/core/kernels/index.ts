export { pearson, spearman } from "./correlation.js";
export { quantile, quantileSorted, sortedPresent } from "./quantile.js";
export { rankInto } from "./rank.js";
