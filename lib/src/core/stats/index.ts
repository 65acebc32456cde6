export { adjustPValues, P_ADJUSTMENTS, type PAdjustment } from "./adjustPValues.js";
export { type CosineMean, type CosineOptions, cosineMean } from "./cosineMean.js";
export {
  normalCdf,
  normalP,
  normalQuantile,
  studentTCdf,
  studentTP,
  studentTQuantile,
} from "./distributions.js";
export { FIXED_B_LEAST_P, fixedBCritical, fixedBP } from "./fixedB.js";
export { count, kurtosis, mean, skewness, std, sum, variance } from "./moments.js";
export { type MeanTest, neweyWest } from "./neweyWest.js";
export type { Persistence } from "./shareSeen.js";
export {
  type BootstrapMean,
  type BootstrapOptions,
  bootstrapMeans,
  stationaryBootstrap,
} from "./stationaryBootstrap.js";
