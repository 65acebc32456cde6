export { FactorSet } from "./factorSet.js";
export { load, projectSets } from "./load.js";
