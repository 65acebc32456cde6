import type * as Observable from "@observablehq/plot";
import type * as Linkedom from "linkedom";
import { lazyModule } from "../core/index.js";
import { Canvas } from "./canvas.js";

/** Observable Plot, loaded when the first figure is drawn. */
export const Plot = lazyModule<typeof Observable>("@observablehq/plot");

const linkedom = lazyModule<typeof Linkedom>("linkedom");

/** An empty document for Plot to draw in, without a browser. */
export function emptyDocument(): Document {
  const { parseHTML } = linkedom;
  const { document } = parseHTML("<html><body></body></html>");
  const createElement = document.createElement.bind(document) as (name: string) => unknown;
  Object.defineProperty(document, "createElement", {
    value: (name: string) => (name === "canvas" ? new Canvas() : createElement(name)),
  });
  return document as unknown as Document;
}

type Document = NonNullable<Observable.PlotOptions["document"]>;
