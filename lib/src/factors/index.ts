export { type CausalityOptions, expectCausal, type Truncatable } from "./expectCausal.js";
export { factorNames, type LibraryFactor, library, libraryFactor, libraryTable } from "./library/index.js";
