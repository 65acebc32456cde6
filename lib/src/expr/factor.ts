import {
  canonicalJson,
  checkKeys,
  checkNumber,
  fail,
  type Showable,
  sha256,
  showsItself,
} from "../core/index.js";
import { makeNode, readNode } from "./check.js";
import { factorHtml, factorTable } from "./describeFactor.js";
import { fieldsOf, lookbackOf } from "./lookback.js";
import { constNode, fieldNode, missingNode, type Node, type Params } from "./node.js";
import { print } from "./print.js";
import {
  type DialectFormula,
  type DialectName,
  type ParseOptions,
  parseNode,
  writeNode,
} from "./text/index.js";

/** What stands on the other side of an operator: another factor, or a number. */
export type Operand = Factor | number;

/** Options of a trailing window. */
export interface WindowOptions {
  /** Present values needed for a result; fewer give missing. Default: the whole window. */
  min?: number;
}

/** Options of an exponentially weighted statistic; give exactly one of `alpha`, `span` and `halfLife`. */
export interface EwmOptions {
  /** Weight of the newest value, in (0, 1]. */
  alpha?: number;
  /** Sessions, at least 1: alpha = 2 / (span + 1). */
  span?: number;
  /** Sessions after which a weight has halved: alpha = 1 − 0.5^(1 / halfLife). */
  halfLife?: number;
  /**
   * `true`: divide the weights (1 − alpha)^age by their sum. `false` (default): the recursion, in which the first
   * value has the weight of all that would lie before it. As in pandas.
   */
  adjust?: boolean;
  /** Present values needed for a result. Default 1. */
  min?: number;
}

/** Options of a cross-sectional operator. */
export interface GroupOptions {
  /** A grouping of the market, e.g. `"sector"`: the operator then works inside each group. */
  by?: string;
}

/** What {@link Factor.neutralize} takes out. */
export interface NeutralizeOptions extends GroupOptions {
  /** Factors to regress on, in the order of importance. Default: none. */
  against?: Factor | readonly Factor[];
  /** Weight of each asset, e.g. the square root of its market value. Default: equal. */
  weights?: Factor;
}

/**
 * A causal expression over the fields of a market: the value at session t uses sessions up to and including t.
 *
 * Immutable plain data inside; every method returns a new factor. There is no operator that reads the future:
 * what does is a `Label`, which is another type and does not compile where a factor is asked for.
 *
 * Missing values (`NaN`) and infinities: a result that cannot be computed is missing, never 0.
 */
export class Factor implements Showable {
  /** Tells a factor from a label, also in types. */
  readonly kind = "factor";
  readonly #node: Node;
  readonly #name: string | undefined;

  private constructor(node: Node, name?: string) {
    this.#node = node;
    this.#name = name;
  }

  /** The market field `name` as an expression. */
  static field(name: string): Factor {
    if (typeof name !== "string" || name === "")
      fail("expr.field", "name must be a field of the market", { received: name });
    return new Factor(Object.freeze(fieldNode(name)));
  }

  /** Read back what {@link toJSON} wrote; anything unknown is an error. */
  static fromJSON(json: unknown): Factor {
    if (typeof json !== "object" || json === null || !("expression" in json)) {
      fail("expr.fromJSON", 'must be an object with an "expression"', { received: json });
    }
    const { expression, name } = json as { expression: unknown; name?: unknown };
    const factor = new Factor(readNode(expression));
    return typeof name === "string" ? factor.named(name) : factor;
  }

  /**
   * A factor from its text, in our own syntax (what {@link formula} prints), qlib's or WorldQuant's:
   * `Factor.parse("Ref($close, 20) / $close - 1", { dialect: "qlib" })`. An error points at the column.
   */
  static parse(text: string, options: ParseOptions = {}): Factor {
    return new Factor(parseNode(text, options));
  }

  /** Its given name, else its formula. */
  get name(): string {
    return this.#name ?? this.formula;
  }

  /** The expression as text, e.g. `close.lag(21) / close.lag(252) - 1`. */
  get formula(): string {
    return print(this.#node);
  }

  /**
   * The expression in the words of a dialect; `undefined` where that has none for it. Not `exact`: it differs where
   * values are missing or windows not full, because qlib's need one value and WorldQuant's all.
   */
  formulaIn(dialect: DialectName): DialectFormula | undefined {
    return writeNode(this.#node, dialect);
  }

  /** The expression as plain data. */
  get node(): Node {
    return this.#node;
  }

  /** SHA-256 (first 16 hex digits) of the expression; the name does not count. */
  get hash(): string {
    return sha256(canonicalJson(this.#node)).slice(0, 16);
  }

  /** Earlier sessions that a value depends on; `Infinity` for the whole history. */
  get lookback(): number {
    return lookbackOf(this.#node);
  }

  /** The market fields it reads. */
  get fields(): readonly string[] {
    return fieldsOf(this.#node);
  }

  /** The same expression under a name, which tables, charts and the run record will use. */
  named(name: string): Factor {
    if (!/^[A-Za-z][\w.-]*$/.test(name)) {
      fail("expr.named", "a factor's name starts with a letter and holds letters, digits, _ . -", {
        received: name,
      });
    }
    return new Factor(this.#node, name);
  }

  // Arithmetic, element by element ------------------------------------------------------------------------------

  /** x + y. Missing where either is missing. */
  add(other: Operand): Factor {
    return this.with("add", other);
  }
  /** x − y. Missing where either is missing. */
  sub(other: Operand): Factor {
    return this.with("sub", other);
  }
  /** x · y. Missing where either is missing. */
  mul(other: Operand): Factor {
    return this.with("mul", other);
  }
  /** x / y. Missing where either is missing or y is 0. */
  div(other: Operand): Factor {
    return this.with("div", other);
  }
  /** x to the power y. Missing where that is not a real number. */
  power(exponent: Operand): Factor {
    return this.with("power", exponent);
  }
  /** sign(x) · |x|^y: a power that keeps the sign. Missing where that is not a finite number. */
  signedPower(exponent: Operand): Factor {
    return this.with("signedPower", exponent);
  }
  /** The larger of x and y: bounds x from below. */
  atLeast(other: Operand): Factor {
    return this.with("atLeast", other);
  }
  /** The smaller of x and y: bounds x from above. */
  atMost(other: Operand): Factor {
    return this.with("atMost", other);
  }
  /** x held inside [low, high]. */
  clip(low: number, high: number): Factor {
    if (!(low <= high)) fail("expr.clip", `low must be at most high, ${high}`, { received: low });
    return this.atLeast(low).atMost(high);
  }
  /** −x. */
  neg(): Factor {
    return this.step("neg");
  }
  /** |x|. */
  abs(): Factor {
    return this.step("abs");
  }
  /** e to the power x. Missing where that is too large for a number (x above 709). */
  exp(): Factor {
    return this.step("exp");
  }
  /** Natural logarithm. Missing where x ≤ 0. */
  log(): Factor {
    return this.step("log");
  }
  /** Square root. Missing where x < 0. */
  sqrt(): Factor {
    return this.step("sqrt");
  }
  /** −1, 0 or 1. */
  sign(): Factor {
    return this.step("sign");
  }

  // Comparison: 1 for true, 0 for false, missing where either side is missing ------------------------------------

  /** 1 where x > y, else 0. */
  gt(other: Operand): Factor {
    return this.with("gt", other);
  }
  /** 1 where x ≥ y, else 0. */
  ge(other: Operand): Factor {
    return this.with("ge", other);
  }
  /** 1 where x < y, else 0. */
  lt(other: Operand): Factor {
    return this.with("lt", other);
  }
  /** 1 where x ≤ y, else 0. */
  le(other: Operand): Factor {
    return this.with("le", other);
  }
  /** 1 where x = y, else 0. */
  eq(other: Operand): Factor {
    return this.with("eq", other);
  }
  /** `yes` where this condition is not 0, `no` (default: missing) where it is 0; missing where the condition is. */
  where(yes: Operand, no?: Operand): Factor {
    const other = no === undefined ? missingNode : operandNode(no, "where");
    return new Factor(makeNode("where", [this.#node, operandNode(yes, "where"), other]));
  }

  /** 1 where x is missing, 0 where it is present; never missing itself. */
  isMissing(): Factor {
    return this.step("isMissing");
  }
  /** x where it is present, y where it is missing. */
  ifMissing(other: Operand): Factor {
    return this.with("ifMissing", other);
  }
  /** x where it is present, `value` where it is missing: also before a symbol's first session and after its last. */
  fillMissing(value: number): Factor {
    return this.ifMissing(checkNumber("expr.fillMissing", "value", value));
  }

  // Along time: trailing windows and lags, in sessions ------------------------------------------------------------

  /** x[t − n]: the value n sessions ago, n ≥ 1. */
  lag(n: number): Factor {
    return this.step("lag", { n });
  }
  /** x[t] − x[t − n], n ≥ 1. */
  delta(n = 1): Factor {
    return this.step("delta", { n });
  }
  /** Simple return x[t] / x[t − n] − 1, a fraction. */
  returns(n = 1): Factor {
    return this.step("returns", { n });
  }
  /** Log return ln(x[t] / x[t − n]). */
  logReturns(n = 1): Factor {
    return this.step("logReturns", { n });
  }
  /** Sum of the last n values, today included. */
  sum(n: number, options: WindowOptions = {}): Factor {
    return this.over("sum", n, options);
  }
  /** Mean of the last n values, today included. */
  mean(n: number, options: WindowOptions = {}): Factor {
    return this.over("mean", n, options);
  }
  /** Sample standard deviation (ddof 1) of the last n values. */
  std(n: number, options: WindowOptions = {}): Factor {
    return this.over("std", n, options);
  }
  /** Sample variance (ddof 1) of the last n values. */
  variance(n: number, options: WindowOptions = {}): Factor {
    return this.over("variance", n, options);
  }
  /**
   * Mean absolute deviation of the last n values from their mean, in units of x: less moved by outliers than the
   * standard deviation, which is 1.2533 times as large for normal values. qlib's `Mad`.
   */
  mad(n: number, options: WindowOptions = {}): Factor {
    return this.over("mad", n, options);
  }
  /**
   * Skewness of the last n values, corrected for bias: G1 = n √(n − 1) / (n − 2) · M3 / M2^1.5 with central sums M,
   * as pandas and Excel have it. Needs 3 present values; missing where they do not vary.
   */
  skew(n: number, options: WindowOptions = {}): Factor {
    return this.over("skew", n, options);
  }
  /**
   * Excess kurtosis of the last n values, corrected for bias (0 for normal values): G2 = (n − 1) / ((n − 2)(n − 3)) ·
   * ((n + 1) n M4 / M2² − 3 (n − 1)), as pandas and Excel have it. Needs 4 present values; missing where they do not
   * vary.
   */
  kurt(n: number, options: WindowOptions = {}): Factor {
    return this.over("kurt", n, options);
  }
  /** (x − mean) / std over the last n values, ddof 1. Missing where they do not vary. */
  tsZscore(n: number, options: WindowOptions = {}): Factor {
    return this.over("tsZscore", n, options);
  }
  /** Largest of the last n values. */
  max(n: number, options: WindowOptions = {}): Factor {
    return this.over("max", n, options);
  }
  /** Smallest of the last n values. */
  min(n: number, options: WindowOptions = {}): Factor {
    return this.over("min", n, options);
  }
  /**
   * Where today's value lies between the smallest and the largest of the last n: (x − min) / (max − min), in [0, 1].
   * Missing where they do not vary. Of a close: the stochastic oscillator on closes.
   */
  tsPosition(n: number, options: WindowOptions = {}): Factor {
    return this.over("tsPosition", n, options);
  }
  /**
   * Maximum drawdown inside the last n values of a price: the smallest x[j] / x[i] − 1 with i ≤ j, a fraction in
   * (−1, 0]. Values of 0 or less are skipped like missing ones.
   */
  maxDrawdown(n: number, options: WindowOptions = {}): Factor {
    return this.over("maxDrawdown", n, options);
  }
  /**
   * How many of the last n values are present, 0 < count ≤ n. Here `min` is 1 by default: missing only where all
   * are. The count of sessions with a property: `close.gt(close.lag(1)).sum(n)`.
   */
  count(n: number, options: WindowOptions = {}): Factor {
    return this.over("count", n, options);
  }
  /** Product of the last n values, e.g. of gross returns. A product beyond the range of numbers is missing. */
  product(n: number, options: WindowOptions = {}): Factor {
    return this.over("product", n, options);
  }
  /**
   * Linearly decaying weighted mean Σ w x / Σ w of the last n values: today weighs n, the session before n − 1, the
   * oldest 1. A missing value is left out with its weight. WorldQuant's `decay_linear`, qlib's `WMA`.
   */
  decayLinear(n: number, options: WindowOptions = {}): Factor {
    return this.over("decayLinear", n, options);
  }
  /** Median of the last n values; of an even number, the mean of the two in the middle. In units of x. */
  median(n: number, options: WindowOptions = {}): Factor {
    return this.over("median", n, options);
  }
  /**
   * The p-quantile of the last n values, 0 ≤ p ≤ 1, in units of x: linear interpolation between order statistics
   * (Hyndman & Fan type 7, as numpy and pandas have it).
   */
  quantile(n: number, p: number, { min }: WindowOptions = {}): Factor {
    return this.step("quantile", min === undefined ? { n, p } : { n, p, min });
  }
  /**
   * Rank of today's value among the last n, divided by their number: in (0, 1], ties share their mean rank. Missing
   * where today's value is. pandas' `rolling(n).rank(pct=True)`, qlib's `Rank`.
   */
  tsRank(n: number, options: WindowOptions = {}): Factor {
    return this.over("tsRank", n, options);
  }
  /**
   * Sessions since the largest of the last n values: 0 when it is today's, up to n − 1; of equal ones the oldest
   * counts. qlib's `IdxMax` and WorldQuant's `ts_argmax` count from the oldest session: that position is n − argmax.
   */
  argmax(n: number, options: WindowOptions = {}): Factor {
    return this.over("argmax", n, options);
  }
  /** Sessions since the smallest of the last n values, see {@link argmax}. */
  argmin(n: number, options: WindowOptions = {}): Factor {
    return this.over("argmin", n, options);
  }
  /** Least-squares slope of the last n values on time, in units of x per session. */
  slope(n: number, options: WindowOptions = {}): Factor {
    return this.over("slope", n, options);
  }
  /**
   * Intercept a of the least-squares line a + b k through the last n values, k = 1 for the oldest session, n for
   * today: the height of the trend one session before the window, in units of x.
   */
  intercept(n: number, options: WindowOptions = {}): Factor {
    return this.over("intercept", n, options);
  }
  /**
   * R² of the least-squares line through the last n values, in [0, 1]: how straight the trend is. Missing where the
   * values do not vary. qlib's `Rsquare`.
   */
  rsquare(n: number, options: WindowOptions = {}): Factor {
    return this.over("rsquare", n, options);
  }
  /** Today's distance from the least-squares line through the last n values, in units of x. qlib's `Resi`. */
  residual(n: number, options: WindowOptions = {}): Factor {
    return this.over("residual", n, options);
  }
  /**
   * Pearson correlation with another factor over the last n sessions in which both are present. `flat` is the value
   * where a side does not vary although enough are present; by default that is missing.
   */
  corr(other: Factor, n: number, { min, flat }: WindowOptions & { flat?: number } = {}): Factor {
    return new Factor(
      makeNode("corr", [this.#node, operandNode(other, "corr")], {
        n,
        ...(flat === undefined ? {} : { flat }),
        ...(min === undefined ? {} : { min }),
      }),
    );
  }
  /** Sample covariance (ddof 1) with another factor over the last n sessions in which both are present. */
  cov(other: Factor, n: number, options: WindowOptions = {}): Factor {
    return this.over("cov", n, options, other);
  }
  /** Least-squares slope of x on another factor over the last n sessions in which both are present. */
  beta(other: Factor, n: number, options: WindowOptions = {}): Factor {
    return this.over("beta", n, options, other);
  }
  /** Intercept a of x = a + b · other by least squares over the last n sessions in which both are present. */
  interceptOn(other: Factor, n: number, options: WindowOptions = {}): Factor {
    return this.over("interceptOn", n, options, other);
  }
  /**
   * R² of x on another factor, the squared correlation over the last n sessions in which both are present, in
   * [0, 1]. Missing where either does not vary.
   */
  rsquareOn(other: Factor, n: number, options: WindowOptions = {}): Factor {
    return this.over("rsquareOn", n, options, other);
  }
  /**
   * What another factor does not explain today: x − (a + b · other), fitted by least squares over the last n
   * sessions in which both are present. Its standard deviation over time is the idiosyncratic volatility.
   */
  residualOn(other: Factor, n: number, options: WindowOptions = {}): Factor {
    return this.over("residualOn", n, options, other);
  }
  /**
   * Exponentially weighted mean, m[t] = (1 − alpha) m[t − 1] + alpha x[t], started at the first value; with
   * `adjust: true` the mean of all values with weights (1 − alpha)^age. Missing values are skipped, the last mean is
   * carried over them. It depends on the whole history: the look-back is `Infinity`.
   */
  ewm(options: EwmOptions): Factor {
    return this.step("ewm", ewmParams("ewm", options));
  }
  /**
   * Exponentially weighted sample standard deviation, in units of x, with the weights of {@link ewm} and pandas'
   * correction for bias: √(Σ w (x − m)² / Σ w · (Σ w)² / ((Σ w)² − Σ w²)). Needs 2 present values.
   */
  ewmStd(options: EwmOptions): Factor {
    return this.step("ewmStd", ewmParams("ewmStd", options));
  }

  /**
   * Hurst exponent by rescaled range over the last n values (n ≥ 32), which are steps of a walk: give it returns, not
   * prices. About ½ for independent steps, above for steps that persist, below for steps that turn back.
   *
   * ½ + the least-squares slope of ln(mean R/S / expected R/S) on ln m over pieces of m = n, n/2, n/4, … ≥ 8 sessions,
   * cut from today backwards; S has ddof 0, the expectation is Anis and Lloyd's for independent normal values. Present
   * values stand next to each other; pieces that do not vary are left out. Missing below two sizes.
   */
  hurstRs(n: number, options: WindowOptions = {}): Factor {
    return this.over("hurstRs", n, options);
  }
  /**
   * Hurst exponent by detrended fluctuation analysis of order 1 over the last n values (n ≥ 32), which are steps of a
   * walk, as in {@link hurstRs}; blind to a drift.
   *
   * ½ + the least-squares slope of ½ ln(F² / ((s² − 4) / 15 s)) on ln s over segments of s = n/4, n/8, … ≥ 4 sessions:
   * F² is the mean square around each segment's own line, the divisor its mean for independent values.
   */
  hurstDfa(n: number, options: WindowOptions = {}): Factor {
    return this.over("hurstDfa", n, options);
  }
  /**
   * Share of the variance of the last n values at periods of `period` sessions and longer (2 ≤ period), in [0, 1]:
   * Σ |X[k]|² over k ≤ n / period, over that of all k ≥ 1, X the discrete Fourier transform. For independent values
   * about 2 / period. Missing values count as the mean; missing where the values do not vary.
   */
  spectralEnergy(n: number, period: number, { min }: WindowOptions = {}): Factor {
    return this.step("spectralEnergy", min === undefined ? { n, period } : { n, period, min });
  }
  /**
   * The period n / k, in sessions, of the frequency k = 1 … n / 2 with the largest share of the variance of the last n
   * values; of equal ones the longest. Missing values as in {@link spectralEnergy}.
   */
  dominantPeriod(n: number, options: WindowOptions = {}): Factor {
    return this.over("dominantPeriod", n, options);
  }
  /**
   * Loading on the k-th principal component (default 1) of all assets over the last n sessions: the sample covariance
   * (ddof 1) of x with the standardised component, in units of x; its square is the variance that the component
   * explains. With one common factor proportional to the betas on it.
   *
   * Assets with `min` present values (default: the whole window) take part, a missing value counts as the asset's mean.
   * The sum of the loadings is positive: for k > 1 the sign can change from one date to the next. Costs far more than
   * other operators.
   */
  pcaLoading(n: number, { k, min }: WindowOptions & { k?: number } = {}): Factor {
    return this.step("pcaLoading", {
      n,
      ...(k === undefined ? {} : { k }),
      ...(min === undefined ? {} : { min }),
    });
  }

  // Across assets, on each date -----------------------------------------------------------------------------------

  /** Average rank among the assets of the date divided by their number, in (0, 1]; ties share their mean rank. */
  rank(options: GroupOptions = {}): Factor {
    return this.across("rank", options);
  }
  /** x minus the mean across assets. */
  demean(options: GroupOptions = {}): Factor {
    return this.across("demean", options);
  }
  /** (x − mean) / std across assets, ddof 1. Missing where the assets do not vary. */
  zscore(options: GroupOptions = {}): Factor {
    return this.across("zscore", options);
  }
  /** x held inside its `tail` and 1 − `tail` quantiles across assets (linear interpolation), 0 ≤ tail ≤ 0.5. */
  winsorize(tail: number, options: GroupOptions = {}): Factor {
    return this.across("winsorize", options, { tail });
  }
  /**
   * x held within k robust standard deviations of the median across assets, in units of x, k ≥ 0. A robust standard
   * deviation is 1.4826 · median |x − median|, which is σ for normal values. Left as it is where that is 0 (half of
   * the assets or more share one value).
   */
  winsorizeMad(k: number, options: GroupOptions = {}): Factor {
    return this.across("winsorizeMad", options, { k });
  }
  /** x · to / Σ|x| across assets: weights of gross leverage `to` (default 1). Missing where every x is 0. */
  scale({ to, ...options }: GroupOptions & { to?: number } = {}): Factor {
    return this.across("scale", options, to === undefined ? {} : { to });
  }
  /**
   * Quantile bucket of x across assets: 1 (lowest) to q (highest), 2 ≤ q ≤ 127. Ties share a bucket, coinciding
   * edges are merged; missing where all values are equal. Equal to pandas `qcut(x, q, duplicates="drop")` + 1.
   */
  bucket(q: number, options: GroupOptions = {}): Factor {
    return this.across("bucket", options, { q });
  }
  /**
   * Gaussian (rank-normal) score Φ⁻¹(r / (m + 1)) of the average rank r among the m assets of the date (van der
   * Waerden scores): keeps the order, forgets the distances, close to a standard normal.
   */
  gaussRank(options: GroupOptions = {}): Factor {
    return this.across("gaussRank", options);
  }
  /** Mean across assets, or inside each group of `by`, given to each asset that has a value. */
  groupMean(options: GroupOptions = {}): Factor {
    return this.across("groupMean", options);
  }
  /**
   * x where the condition is present and not 0, missing elsewhere: membership of a universe, e.g.
   * `momentum.mask(dollarVolume.gt(1e6)).rank()` ranks the liquid assets only.
   */
  mask(condition: Factor): Factor {
    return this.with("mask", condition);
  }
  /**
   * What groups and other factors do not explain of x on each date: the residual, in units of x, of a least-squares
   * regression across assets on an intercept (one for each group of `by`) and the factors `against`. `weights` above
   * 0 make it weighted least squares; the residual itself is not weighted.
   *
   * Only assets with all of x, `against`, a weight above 0 and a group take part, the others are missing, and so is a
   * date with no more of them than intercepts and regressors. Of linearly dependent regressors the later is dropped
   * (less than 1e-12 of its length left). Equal to the residuals of statsmodels' OLS and WLS.
   */
  neutralize(options: NeutralizeOptions = {}): Factor {
    checkKeys("expr.neutralize", options, ["by", "against", "weights"]);
    const { by, against = [], weights = 1 } = options;
    const others = [weights, ...(against instanceof Factor ? [against] : against)];
    const args = [this.#node, ...others.map((other) => operandNode(other, "neutralize"))];
    return new Factor(makeNode("neutralize", args, by === undefined ? {} : { by }));
  }

  // Faces -----------------------------------------------------------------------------------------------------------

  /** The expression as plain data, which `Factor.fromJSON` reads; the name when it was given one. */
  toJSON(): { name?: string; expression: Node } {
    return { ...(this.#name === undefined ? {} : { name: this.#name }), expression: this.#node };
  }

  toText(): string {
    return factorTable(this).toText();
  }

  toHtml(): string {
    return factorHtml(this);
  }

  private step(op: string, params?: Params): Factor {
    return new Factor(makeNode(op, [this.#node], params));
  }

  private with(op: string, other: Operand): Factor {
    return new Factor(makeNode(op, [this.#node, operandNode(other, op)]));
  }

  private over(op: string, n: number, { min }: WindowOptions, other?: Factor): Factor {
    const args = other === undefined ? [this.#node] : [this.#node, operandNode(other, op)];
    return new Factor(makeNode(op, args, min === undefined ? { n } : { n, min }));
  }

  private across(op: string, options: GroupOptions, params: Params = {}): Factor {
    checkKeys(`expr.${op}`, options, ["by"]);
    return this.step(op, options.by === undefined ? params : { ...params, by: options.by });
  }
}
showsItself(Factor);

function operandNode(operand: Operand, op: string): Node {
  if (operand instanceof Factor) return operand.node;
  if (typeof operand === "number")
    return Object.freeze(constNode(checkNumber(`expr.${op}`, "a number", operand)));
  return fail(`expr.${op}`, "the other side must be a factor or a number", {
    received: (operand as { kind?: string } | null)?.kind ?? operand,
    fix: "a label reads the future and can not be part of a factor",
  });
}

function ewmParams(op: string, options: EwmOptions): Params {
  checkKeys(`expr.${op}`, options, ["alpha", "span", "halfLife", "adjust", "min"]);
  const { adjust = false, min } = options;
  return {
    alpha: ewmAlpha(`expr.${op}`, options),
    ...(adjust === false ? {} : { adjust }),
    ...(min === undefined ? {} : { min }),
  };
}

function ewmAlpha(who: string, { alpha, span, halfLife }: EwmOptions): number {
  if ([alpha, span, halfLife].filter((given) => given !== undefined).length !== 1) {
    fail(who, "give exactly one of alpha, span, halfLife", { received: { alpha, span, halfLife } });
  }
  if (span !== undefined) return 2 / (checkNumber(who, "span", span, { min: 1 }) + 1);
  if (halfLife !== undefined) {
    return 1 - 0.5 ** (1 / checkNumber(who, "halfLife", halfLife, { min: Number.MIN_VALUE }));
  }
  return checkNumber(who, "alpha", alpha, { min: Number.MIN_VALUE, max: 1 });
}
