import type { LibraryFactor } from "../libraryFactor.js";
import { bands } from "./bands.js";
import { oscillators } from "./oscillators.js";
import { trend } from "./trend.js";
import { volumeIndicators } from "./volume.js";

/**
 * Indicators of technical analysis. Adjusted prices are anchored at the first date, so a level means nothing: what
 * is in units of price is divided by the price.
 */
export const indicators: readonly LibraryFactor[] = [...trend, ...oscillators, ...bands, ...volumeIndicators];
