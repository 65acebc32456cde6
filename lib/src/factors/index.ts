export { type CausalityOptions, expectCausal, type Truncatable } from "./expectCausal.js";
export { factorNames, get, type LibraryFactor, library, table } from "./library/index.js";
