/**
 * Assay tests trading signals: what a notebook needs behind one door.
 *
 * Nouns stand here by name; a room with many verbs is a namespace (`ic.evaluate`, `backtest.run`, `risk.report`).
 * Each room is also a module of its own, e.g. `assay/core`.
 */
import { attachFromEnvironment } from "./tracking/index.js";

/** Target weights → fills, costs, equity curve: `backtest.run(market, factor, options)`. */
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
export {
  chooseUniverse,
  compareDatasets,
  events,
  fetchDataset,
  Lake,
  Market,
  Membership,
  openLake,
  publishSynthetic,
  readEvents,
  readMembership,
  sessionCalendar,
  survivorship,
} from "./data/index.js";
export { computeEach, evaluate, Factor, field, forwardReturn, Label } from "./expr/index.js";
/** The factor library, sets, the store, the proof of causality: `factors.get("mom_12_1")`. */
export * as factors from "./factors/index.js";
/** How good a factor is: IC, quantiles, decay, groups, regressions: `ic.evaluate(market, factor, options)`. */
export * as ic from "./ic/index.js";
export { display, type Parameters, parameters, showProgress, z } from "./notebook/index.js";
/** Figures as values: `plot.lineChart(series)`, cards, sheets. */
export * as plot from "./plot/index.js";
/** Factor values → target weights: `portfolio.quantiles(5).longShort()`. */
export * as portfolio from "./portfolio/index.js";
/** How bad it can get: key figures, drawdowns, Sharpe ratios deflated for trials: `risk.report(result)`. */
export * as risk from "./risk/index.js";
export { SyntheticMarket, syntheticMarket } from "./sim/index.js";
export { type Run, startRun } from "./tracking/index.js";

// A notebook that is executed headlessly reports what it reads and tries, even if it never calls startRun.
attachFromEnvironment();
