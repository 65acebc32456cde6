export { panelFromArquero, panelToArquero } from "./arquero.js";
export {
  type ArrowColumn,
  type ArrowTable,
  panelFromArrow,
  panelToArrow,
  panelToArrowFile,
} from "./arrow.js";
export { type DuckDBLike, panelFromDuckDB, panelToDuckDB } from "./duckdb.js";
export { type PanelRow, panelFromRows, panelToRows } from "./rows.js";
