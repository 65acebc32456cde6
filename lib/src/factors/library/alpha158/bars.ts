import type { Factor } from "../../../expr/index.js";
import { close, high, low, open } from "../fields.js";
import { entry, type LibraryFactor } from "../libraryFactor.js";
import { SOURCE, TINY } from "./rolling.js";

const range = high.sub(low).add(TINY);
const upper = high.sub(open.atLeast(close));
const lower = open.atMost(close).sub(low);
const shift = close.mul(2).sub(high).sub(low);

const PARTS: readonly [name: string, title: string, doc: string, factor: Factor][] = [
  ["KMID", "Body over open", "(close − open) / open", close.sub(open).div(open)],
  ["KLEN", "Range over open", "(high − low) / open", high.sub(low).div(open)],
  ["KMID2", "Body over range", "(close − open) / (high − low)", close.sub(open).div(range)],
  ["KUP", "Upper shadow over open", "(high − max(open, close)) / open", upper.div(open)],
  ["KUP2", "Upper shadow over range", "(high − max(open, close)) / (high − low)", upper.div(range)],
  ["KLOW", "Lower shadow over open", "(min(open, close) − low) / open", lower.div(open)],
  ["KLOW2", "Lower shadow over range", "(min(open, close) − low) / (high − low)", lower.div(range)],
  ["KSFT", "Close in the bar, over open", "(2 close − high − low) / open", shift.div(open)],
  ["KSFT2", "Close in the bar, over range", "(2 close − high − low) / (high − low)", shift.div(range)],
  ["OPEN0", "Open over close", "open / close", open.div(close)],
  ["HIGH0", "High over close", "high / close", high.div(close)],
  ["LOW0", "Low over close", "low / close", low.div(close)],
  [
    "VWAP0",
    "Typical price over close",
    "(high + low + close) / 3 / close: the typical price stands for qlib's volume-weighted price, which daily bars do not hold",
    high.add(low).add(close).div(3).div(close),
  ],
];

/** The shape of today's bar. A bar without range counts as 0 where it is divided by its range. */
export const bars: readonly LibraryFactor[] = PARTS.map(([name, title, doc, factor]) =>
  entry({ factor: factor.named(name), title, doc: `${doc}.`, unit: "ratio", source: SOURCE }),
);
