export { panelFromArquero, panelToArquero } from "./arquero.js";
export {
  type ArrowColumn,
  type ArrowTable,
  panelFromArrow,
  panelToArrow,
  panelToArrowFile,
} from "./arrow.js";
export { type DuckDBLike, panelFromDuckDB, panelToDuckDB } from "./duckdb.js";
export { arqueroFromDuckDB, type DuckDBResultLike, sqlTableFromArquero } from "./duckdbTable.js";
export { type PanelRow, panelFromRows, panelToRows } from "./rows.js";
export { present, SqlTable, type SqlType, type SqlValue } from "./sqlTable.js";
export { identifier, literal, literals } from "./sqlText.js";
