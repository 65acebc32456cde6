export { liquidity } from "./liquidity.js";
export { momentum } from "./momentum.js";
export { risk } from "./risk.js";
export { technical } from "./technical.js";
