/** An executed notebook and its run record → one self-contained HTML page for a reviewer; all records → a static site. */
export type { MultilineText, ReportCell, ReportNotebook, ReportOutput } from "./notebook.js";
export { type ReportInput, renderReport } from "./renderReport.js";
export type { ReportRun } from "./run.js";
export { sanitizeOutput } from "./sanitize.js";
export { type BuiltSite, buildSite, type SiteOptions } from "./site/buildSite.js";
export { type ServedSite, type ServeOptions, serveSite } from "./site/serveSite.js";
