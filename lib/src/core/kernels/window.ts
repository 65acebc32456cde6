import { checkInteger, fail } from "../errors.js";

/** A trailing window over the rows of a row-major matrix. */
export interface Window {
  /** Rows in the window, the current one included. */
  readonly window: number;
  /** Present values needed for a result; fewer give `NaN`. Default: the whole window. */
  readonly min?: number;
}

/** Check a window and fill in its minimum. */
export function checkWindow(who: string, { window, min = window }: Window): Required<Window> {
  checkInteger(who, "window", window, 1, "a window trails: it counts sessions up to and including today");
  checkInteger(who, "min", min, 1);
  if (min > window) fail(who, `min must be at most the window, ${window}`, { received: min });
  return { window, min };
}
