import type { LibraryFactor } from "../libraryFactor.js";
import { bars } from "./bars.js";
import { prices } from "./prices.js";
import { overWindows } from "./rolling.js";
import { volumes } from "./volumes.js";

/**
 * The 158 factors of qlib's Alpha158 under qlib's names, over adjusted prices. Windows start with the first present
 * value (`min` 1), so the first sessions of a listing hold values of short windows, as in qlib.
 */
export const alpha158: readonly LibraryFactor[] = [...bars, ...overWindows([...prices, ...volumes])];
