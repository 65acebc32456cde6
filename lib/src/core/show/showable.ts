import { drawingsAsImages } from "./drawings.js";

/**
 * How a value shows itself. A value that implements {@link Showable} prints compact text in a terminal and, in
 * an Assay kernel, is displayed as rich output when it is the last expression of a cell.
 */
export interface Showable {
  /**
   * Compact text: a terminal, a log, the plain fallback of a notebook output.
   *
   * @param width letters of a line on a terminal: a table cuts long texts to fit, each with a mark. Default: nothing is cut
   */
  toText(width?: number): string;
  /** A self-contained HTML fragment (no script, no network); SVG figures are inlined. */
  toHtml(): string;
  /** The drawing alone, where the value is one: a complete SVG document with its namespace. */
  toSvg?(): string;
}

/** The key under which an Assay kernel looks for the rich forms of a value: MIME type → content. */
export const DISPLAY = Symbol.for("Jupyter.display");

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

export type MimeBundle = Readonly<Record<string, string>>;

/** Give `prototype` the display hooks, from its `toText` and `toHtml`. Called once per class. */
export function showsItself<T extends Showable>(type: { prototype: T }): void {
  Object.defineProperty(type.prototype, DISPLAY, {
    configurable: true,
    value(this: T): MimeBundle {
      const svg = this.toSvg?.();
      return {
        "text/html": drawingsAsImages(this.toHtml()),
        ...(svg === undefined ? {} : { "image/svg+xml": svg }),
        "text/plain": this.toText(),
      };
    },
  });
  Object.defineProperty(type.prototype, INSPECT, {
    configurable: true,
    value(this: T): string {
      return this.toText();
    },
  });
}

export function isShowable(value: unknown): value is Showable {
  return typeof value === "object" && value !== null && "toText" in value && "toHtml" in value;
}
