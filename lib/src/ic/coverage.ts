import type { Panel } from "../core/index.js";
import type { Coverage } from "./reportData.js";
import type { Span } from "./span.js";

/** Symbols with a price, and with a price and a factor value, on each date of a span. */
export function coverage(factor: Panel, price: Panel, { start, end }: Span): Coverage {
  const width = price.assets.length;
  const trading = new Int32Array(end - start);
  const covered = new Int32Array(end - start);
  for (let i = 0; i < trading.length; i++) {
    const base = (start + i) * width;
    for (let at = base; at < base + width; at++) {
      if (!Number.isFinite(price.values[at])) continue;
      trading[i]++;
      if (Number.isFinite(factor.values[at])) covered[i]++;
    }
  }
  return { time: price.time.slice(start, end), trading, covered };
}
