export { type CausalityOptions, expectCausal, type Truncatable } from "./expectCausal.js";
export {
  factorNames,
  get,
  type LibraryFactor,
  library,
  type SetName,
  set,
  setNames,
  table,
} from "./library/index.js";
