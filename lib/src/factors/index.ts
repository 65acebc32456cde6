export { FactorSet, load, projectSets } from "./config/index.js";
export { type CausalityOptions, expectCausal, type Truncatable } from "./expectCausal.js";
export { factorTable } from "./factorTable.js";
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
export {
  type Collected,
  type CollectOptions,
  type FactorDiff,
  FactorStore,
  type History,
  type KeptFactor,
  openFactorStore,
  type ReadOptions,
  type Segment,
  type StoreCheck,
  type StoredFactor,
  type StoredOptions,
  type StoredVersion,
  type StoreEntry,
  type StoreProblem,
  type SymbolDiff,
} from "./store/index.js";
