import { inspect } from "node:util";
import { DISPLAY, isShowable, type MimeBundle } from "../core/index.js";
import { kernelHooks } from "./kernelHooks.js";

export interface DisplayOptions {
  /** A later display with the same id replaces this output, wherever it is. Default: a new output each time. */
  id?: string;
}

/**
 * Show a value now, rather than as the last expression of the cell: a table, a chart, a report. In a kernel it
 * becomes a rich output of the calling cell; elsewhere its text is printed.
 */
export function display(value: unknown, options: DisplayOptions = {}): void {
  const hooks = kernelHooks();
  if (hooks) hooks.display(bundleOf(value), options.id);
  else console.log(value);
}

function bundleOf(value: unknown): MimeBundle {
  const method = (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY];
  if (typeof method === "function") return method.call(value) as MimeBundle;
  if (isShowable(value)) return { "text/html": value.toHtml(), "text/plain": value.toText() };
  return { "text/plain": typeof value === "string" ? value : inspect(value) };
}
