export { ingest, type IngestOptions } from "./lake/ingest.js";
export { IngestResult } from "./lake/ingestResult.js";
