import type { Factor } from "../../../expr/index.js";
import { close, high, low } from "../fields.js";

/** (high + low + close) / 3. */
export const typical = high.add(low).add(close).div(3);

/** Range of a session, the gap from the last close included. */
export const trueRange = high.atLeast(close.lag(1)).sub(low.atMost(close.lag(1)));

/** Wilder's mean, alpha = 1 / n. */
export const wilder = (x: Factor, n: number): Factor => x.ewm({ alpha: 1 / n, min: n });

/** Exponential mean, alpha = 2 / (n + 1), started at the first value; needs n values. */
export const ema = (x: Factor, n: number): Factor => x.ewm({ span: n, min: n });
