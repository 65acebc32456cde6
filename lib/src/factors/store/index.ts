export type { Collected, CollectOptions } from "./collect.js";
export type { StoreEntry } from "./entry.js";
export type { FactorDiff, SymbolDiff } from "./factorDiff.js";
export { FactorStore, openFactorStore, type ReadOptions, type StoredOptions } from "./factorStore.js";
export type { History, StoredVersion } from "./history.js";
export type { KeptFactor, StoredFactor } from "./lookUp.js";
export type { Segment } from "./segments.js";
export type { StoreCheck, StoreProblem } from "./storeCheck.js";
