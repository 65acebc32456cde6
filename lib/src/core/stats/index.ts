export { count, kurtosis, mean, skewness, std, sum, variance } from "./moments.js";
export { type MeanTest, neweyWest } from "./neweyWest.js";
