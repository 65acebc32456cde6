export type { Action, EarningsReport, Ending, Listing, PlantedDrift, PlantedEffect } from "./contents.js";
export { SyntheticMarket } from "./market.js";
export { type SyntheticMarketOptions, syntheticMarket } from "./syntheticMarket.js";
