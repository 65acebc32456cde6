export { checkFactors } from "./checkFactors.js";
export {
  COMPUTE_OPTION_KEYS,
  type ComputedFactor,
  type ComputeOptions,
  computeEach,
  type Progress,
} from "./computeEach.js";
export { engineId } from "./engine/engineId.js";
export { restartRow } from "./engine/restart.js";
export { evaluate } from "./evaluate.js";
export {
  Factor,
  type GroupOptions,
  type NeutralizeOptions,
  type Operand,
  type WindowOptions,
} from "./factor.js";
export { type FieldSource, panelSource } from "./fieldSource.js";
export { forwardReturn, Label, type LabelOptions } from "./label.js";
export type { Node, Params } from "./node.js";
export { type Operator, operators } from "./operators/index.js";
export {
  type DialectFormula,
  type DialectName,
  dialectNames,
  FormulaError,
  type ParseOptions,
} from "./text/index.js";

import { Factor } from "./factor.js";

/** The market field `name` as a factor, e.g. `field("close")`. */
export const field = Factor.field;
