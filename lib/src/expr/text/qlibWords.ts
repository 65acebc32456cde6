import { call, type Dictionary, overDays, simpler } from "./dictionary.js";

/** How qlib says what our operators mean. Its windows need one present value, which ours may not. */
export const qlibWords: Dictionary = {
  field: (name) => (/^\w+$/.test(name) ? `$${name}` : undefined),
  expand: simpler,
  call: {
    abs: call("Abs"),
    atLeast: call("Greater"),
    atMost: call("Less"),
    corr: overDays("Corr"),
    count: overDays("Count"),
    cov: overDays("Cov"),
    decayLinear: ([x], { n }) => `(WMA(${x}, ${n}) * ${n})`,
    delta: overDays("Delta"),
    ewm: ([x], { alpha, adjust }) => (adjust === true ? `EMA(${x}, ${smoothing(Number(alpha))})` : undefined),
    kurt: overDays("Kurt"),
    lag: overDays("Ref"),
    log: call("Log"),
    max: overDays("Max"),
    mean: overDays("Mean"),
    median: overDays("Med"),
    min: overDays("Min"),
    power: call("Power"),
    quantile: ([x], { n, p }) => `Quantile(${x}, ${n}, ${p})`,
    residual: overDays("Resi"),
    rsquare: overDays("Rsquare"),
    sign: call("Sign"),
    skew: overDays("Skew"),
    slope: overDays("Slope"),
    std: overDays("Std"),
    sum: overDays("Sum"),
    tsRank: overDays("Rank"),
    variance: overDays("Var"),
    where: call("If"),
  },
};

/** The span when it gives the same alpha, else alpha itself: `EMA` takes either. */
function smoothing(alpha: number): number {
  const span = Math.round(2 / alpha - 1);
  return 2 / (span + 1) === alpha ? span : alpha;
}
