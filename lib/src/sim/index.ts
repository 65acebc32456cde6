export type { Action, Ending, Listing, PlantedEffect } from "./contents.js";
export { SyntheticMarket } from "./market.js";
export { type SyntheticMarketOptions, syntheticMarket } from "./syntheticMarket.js";
