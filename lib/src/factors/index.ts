export { FactorSet, load, projectSets } from "./config/index.js";
export { type CausalityOptions, expectCausal, type Truncatable } from "./expectCausal.js";
export {
  factorNames,
  get,
  type LibraryFactor,
  library,
  libraryFactor,
  type SetName,
  set,
  setNames,
  table,
} from "./library/index.js";
