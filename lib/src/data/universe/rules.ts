import { checkInteger, checkKeys, checkNumber, checkOneOf, fail } from "../../core/index.js";
import { Factor, field } from "../../expr/index.js";
import { Membership } from "./membership.js";

export const RHYTHMS = ["static", "daily", "weekly", "monthly", "quarterly", "yearly"] as const;

/** How often a universe is chosen anew; `static`: once. */
export type Rhythm = (typeof RHYTHMS)[number];

/** Built-in measures for {@link TopRule}, over the window of the rules. */
export const MEASURES = ["volume", "liquidity", "trendiness"] as const;

export interface TopRule {
  /** How many stay, the highest first; ties go by symbol. */
  count: number;
  /**
   * `volume`: mean dollar volume [currency per session]. `liquidity`: minus Amihud's illiquidity, the mean of |return| / dollar
   * volume. `trendiness`: Kaufman's efficiency ratio, |close change| / Σ |daily change|, 0 … 1. Or a factor. Default `volume`.
   */
  by?: (typeof MEASURES)[number] | Factor;
  /** A symbol that is inside stays until its rank is beyond this: less turnover. Default `count`. */
  keep?: number;
}

export interface UniverseRules {
  /** Letters, digits, `_`. Default `universe`. */
  name?: string;
  /** Only who belonged on the date itself. Default: everybody. */
  membership?: Membership;
  /** Raw close of at least this [currency]. Default: no limit. */
  minPrice?: number;
  /** Mean dollar volume over the window of at least this [currency per session]. Default: no limit. */
  minDollarVolume?: number;
  /** Sessions with a close up to the decision, at least. Default 1. */
  minHistory?: number;
  /** A condition of your own: present and not 0. Default: none. */
  where?: Factor;
  /** Of those that pass, only the first. Default: all. */
  top?: TopRule;
  /** Default `monthly`. */
  rebalance?: Rhythm;
  /** Sessions over which volume, liquidity and trendiness are measured. Default 63. */
  window?: number;
}

const WHO = "data.chooseUniverse";

/** The rules with their defaults, each checked. */
export type CheckedRules = ReturnType<typeof checkRules>;

export function checkRules(rules: UniverseRules) {
  checkKeys(WHO, rules, KEYS);
  const { name = "universe", window = 63, rebalance = "monthly", minHistory = 1, where, top } = rules;
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    fail(WHO, "the name is letters, digits and _, no digit first", { received: name });
  }
  checkInteger(WHO, "window", window, 1);
  checkInteger(WHO, "minHistory", minHistory, 1);
  checkOneOf(WHO, "rebalance", rebalance, RHYTHMS);
  for (const key of ["minPrice", "minDollarVolume"] as const) {
    if (rules[key] !== undefined) checkNumber(WHO, key, rules[key], { min: 0 });
  }
  if (where !== undefined && !(where instanceof Factor)) {
    fail(WHO, "where must be a factor", { received: where });
  }
  if (rules.membership !== undefined && !(rules.membership instanceof Membership)) {
    fail(WHO, "membership must be a Membership", { fix: "await readMembership(path)" });
  }
  const { minPrice, minDollarVolume, membership } = rules;
  return {
    ...{ name, window, rebalance, minHistory, minPrice, minDollarVolume, where, membership },
    top: top && checkTop(top, window),
  };
}

const KEYS = [
  ...[
    "name",
    "membership",
    "minPrice",
    "minDollarVolume",
    "minHistory",
    "where",
    "top",
    "rebalance",
    "window",
  ],
];

function checkTop(top: TopRule, window: number): { count: number; keep: number; measure: Factor } {
  checkKeys(WHO, top, ["count", "by", "keep"]);
  const { count, by = "volume", keep = count } = top;
  checkInteger(WHO, "top.count", count, 1);
  checkInteger(WHO, "top.keep", keep, count);
  if (by instanceof Factor) return { count, keep, measure: by };
  checkOneOf(WHO, "top.by", by, MEASURES);
  return { count, keep, measure: measureOf(by, window) };
}

export function meanDollarVolume(window: number): Factor {
  return field("dollar_volume").mean(window);
}

function measureOf(by: (typeof MEASURES)[number], window: number): Factor {
  if (by === "volume") return meanDollarVolume(window);
  const close = field("close");
  if (by === "liquidity") return close.returns().abs().div(field("dollar_volume")).mean(window).neg();
  return close.sub(close.lag(window)).abs().div(close.delta().abs().sum(window));
}
