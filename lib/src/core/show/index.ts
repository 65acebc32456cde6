export { counted } from "./counted.js";
export { formatNumber, type NumberFormat } from "./format.js";
export { escapeHtml } from "./html.js";
export { Link } from "./link.js";
export { htmlPage, type Page, pageOf } from "./page.js";
export { DISPLAY, isShowable, type MimeBundle, type Showable, showsItself } from "./showable.js";
export { Sparkline } from "./sparkline.js";
export { type Cell, type Column, type TableOptions, TableView } from "./table.js";
