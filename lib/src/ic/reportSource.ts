import type { Panel } from "../core/index.js";
import type { FieldSource } from "../expr/index.js";
import type { ResolvedOptions } from "./options.js";

/** What those parts of a report are computed from that are computed when first read. */
export interface ReportSource {
  /** The factor's values on the dates and assets of the prices; computed again when they were let go. */
  readonly factor: () => Panel;
  readonly price: Panel;
  readonly options: ResolvedOptions;
  /** The market; absent when values came as panels. */
  readonly market?: FieldSource;
}

/** Hold a panel as long as memory allows, and make it again when it is asked for later. */
export function weakly(panel: Panel, again: () => Panel): () => Panel {
  let held = new WeakRef(panel);
  return () => {
    const kept = held.deref();
    if (kept) return kept;
    const made = again();
    held = new WeakRef(made);
    return made;
  };
}
