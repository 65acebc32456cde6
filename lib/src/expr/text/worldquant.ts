import { makeNode } from "../check.js";
import type { Node } from "../node.js";
import { type Call, type Dialect, type Meaning, namedField, number } from "./dialect.js";
import { folded, plain } from "./symbols.js";

/** Days are rounded down, as the paper says. */
const days = (call: Call, i: number): number => Math.floor(call.number(i));

const rolling =
  (op: string, inputs = 1): Meaning =>
  (call) => {
    call.expect(inputs + 1);
    const args = Array.from({ length: inputs }, (_, i) => call.node(i));
    return call.make(op, args, { n: days(call, inputs) });
  };

/** Position in the window, 1 for its oldest day and n for today. */
const position =
  (op: string): Meaning =>
  (call) => {
    call.expect(2);
    const n = days(call, 1);
    return call.make("sub", [number(n), call.make(op, [call.node(0)], { n })]);
  };

/** What does not vary has correlation 0: nested windows go on. Of two days it is exactly −1, 0 or 1, so that equal ones tie. */
const correlation: Meaning = (call) => {
  call.expect(3);
  const sides = [call.node(0), call.node(1)];
  const n = days(call, 2);
  if (n !== 2) return call.make("corr", sides, { n, flat: 0 });
  const [x, y] = sides.map((side) => call.make("sign", [call.make("delta", [side], { n: 1 })]));
  return call.make("mul", [x, y]);
};

/** `min(x, 5)` is over days, `min(x, y)` is element by element. */
const extreme =
  (overDays: string, ofTwo: string): Meaning =>
  (call) =>
    (call.isNumber(1) ? rolling(overDays) : plain(ofTwo, 2))(call);

const FIELDS = ["open", "high", "low", "close", "volume", "vwap", "cap"];

function name(written: string): Node | undefined {
  const key = written.toLowerCase();
  if (FIELDS.includes(key)) return namedField(key);
  if (key === "returns") return makeNode("returns", [namedField("close")], { n: 1 });
  const adv = /^adv([1-9]\d*)$/.exec(key);
  return adv ? makeNode("mean", [namedField("dollar_volume")], { n: Number(adv[1]) }) : undefined;
}

/** Ranks of ranks are the same ranks. */
const rank: Meaning = (call) => {
  call.expect(1);
  const x = call.node(0);
  return x.op === "rank" && x.params === undefined ? x : call.make("rank", [x]);
};

const neutral: Meaning = (call) => {
  call.expect(2);
  const by = call
    .group(1)
    .toLowerCase()
    .replace(/^indclass\./, "");
  return call.make("demean", [call.node(0)], { by });
};

/**
 * WorldQuant's alphas (Kakushadze, 101 Formulaic Alphas, appendix A), in any case of letters. `returns` are those of
 * the close, `adv20` is the mean dollar volume, `IndClass.sector` the market's grouping `sector`. Windows must be full.
 */
export const worldquant: Dialect = {
  name,
  fold: (written) => written.toLowerCase(),
  functions: {
    ...folded,
    abs: plain("abs", 1),
    correlation,
    covariance: rolling("cov", 2),
    decay_linear: rolling("decayLinear"),
    delay: rolling("lag"),
    delta: rolling("delta"),
    indneutralize: neutral,
    log: plain("log", 1),
    max: extreme("max", "atLeast"),
    min: extreme("min", "atMost"),
    product: rolling("product"),
    rank,
    scale(call) {
      call.expect(1, 2);
      return call.make("scale", [call.node(0)], call.count === 2 ? { to: call.number(1) } : {});
    },
    sign: plain("sign", 1),
    signedpower: plain("signedPower", 2),
    stddev: rolling("std"),
    sum: rolling("sum"),
    ts_argmax: position("argmax"),
    ts_argmin: position("argmin"),
    ts_max: rolling("max"),
    ts_min: rolling("min"),
    ts_rank: rolling("tsRank"),
  },
};
