export { type DialectName, dialectNames, type ParseOptions, parseNode } from "./parse.js";
