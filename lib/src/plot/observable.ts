import type * as Observable from "@observablehq/plot";
import type * as Linkedom from "linkedom";
import { lazyModule } from "../core/index.js";

/** Observable Plot, loaded when the first figure is drawn. */
export const Plot = lazyModule<typeof Observable>("@observablehq/plot");

const linkedom = lazyModule<typeof Linkedom>("linkedom");

/** An empty document for Plot to draw in, without a browser. */
export function emptyDocument(): Document {
  const { parseHTML } = linkedom;
  return parseHTML("<html><body></body></html>").document as unknown as Document;
}

type Document = NonNullable<Observable.PlotOptions["document"]>;
