export { panelFromArquero, panelToArquero } from "./arquero.js";
export { panelFromArrow, panelToArrow, panelToArrowFile } from "./arrow.js";
export { panelFromDuckDB, panelToDuckDB } from "./duckdb.js";
export { type PanelRow, panelFromRows, panelToRows } from "./rows.js";
