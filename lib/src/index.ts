/**
 * Assay tests trading signals: what a notebook needs behind one door.
 *
 * Nouns stand here by name; a room with many verbs is a namespace (`ic.evaluate`, `backtest.run`, `risk.report`).
 * Each room is also a module of its own, e.g. `assay/core`.
 */
import { attachFromEnvironment } from "./tracking/index.js";

export * as backtest from "./backtest/index.js";
export {
  AssayError,
  AssetIndex,
  Panel,
  panelFromArquero,
  panelFromArrow,
  panelFromDuckDB,
  panelFromRows,
  panelToArquero,
  panelToArrow,
  panelToArrowFile,
  panelToDuckDB,
  panelToRows,
  Random,
  TableView,
  TimeIndex,
} from "./core/index.js";
export { Lake, Market, openLake, publishSynthetic } from "./data/index.js";
export { computeEach, evaluate, Factor, field, forwardReturn, Label } from "./expr/index.js";
export * as factors from "./factors/index.js";
export * as ic from "./ic/index.js";
export { display, type Parameters, parameters, showProgress, z } from "./notebook/index.js";
export * as plot from "./plot/index.js";
export * as portfolio from "./portfolio/index.js";
export * as risk from "./risk/index.js";
export { SyntheticMarket, syntheticMarket } from "./sim/index.js";
export { type Run, startRun } from "./tracking/index.js";

// A notebook that is executed headlessly reports what it reads and tries, even if it never calls startRun.
attachFromEnvironment();
