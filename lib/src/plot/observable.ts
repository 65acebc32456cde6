import { createRequire } from "node:module";
import type * as Observable from "@observablehq/plot";
import type * as Linkedom from "linkedom";

const load = createRequire(import.meta.url);

/**
 * Observable Plot, loaded when the first figure is drawn: loading takes a quarter of a second, which a notebook
 * that draws nothing need not wait for.
 */
export const Plot = new Proxy({} as typeof Observable, {
  get: (_, name) => Reflect.get(load("@observablehq/plot") as typeof Observable, name),
});

/** An empty document for Plot to draw in, without a browser. */
export function emptyDocument(): Document {
  const { parseHTML } = load("linkedom") as typeof Linkedom;
  return parseHTML("<html><body></body></html>").document as unknown as Document;
}

type Document = NonNullable<Observable.PlotOptions["document"]>;
