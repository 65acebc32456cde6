export { FormulaError } from "./failAt.js";
export { type DialectName, dialectNames, type ParseOptions, parseNode } from "./parse.js";
export { type DialectFormula, writeNode } from "./write.js";
