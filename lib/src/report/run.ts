import type { RunRecord, SeenStatus } from "../tracking/index.js";

/**
 * What a report reads of a run record. A `RunRecord` fits; everything but the name and the status may be missing,
 * and the report then says that it is not known.
 */
export type ReportRun = Pick<RunRecord, "name"> &
  Partial<Omit<RunRecord, "name" | "status">> & {
    /** As a reader sees it: `died` when the process disappeared before it wrote an end. */
    readonly status: SeenStatus;
  };
