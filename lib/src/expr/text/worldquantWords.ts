import { makeNode } from "../check.js";
import type { Node } from "../node.js";
import { call, type Dictionary, grouped, overDays, quotient, raised, simpler } from "./dictionary.js";

const FIELDS = ["open", "high", "low", "close", "volume", "vwap", "cap"];

/** How the 101 alphas say what our operators mean. Their windows must be full, which ours need not. */
export const worldquantWords: Dictionary = {
  field: (name) => (FIELDS.includes(name) ? name : undefined),
  phrase: ({ op, args = [], params = {} }) => {
    const [x, y] = args;
    if (op === "returns" && x.params?.name === "close" && params.n === 1) return "returns";
    if (op === "mean" && x.params?.name === "dollar_volume") return `adv${params.n}`;
    if ((op === "atLeast" || op === "atMost") && y.op === "const" && x.op !== "const") {
      return makeNode(op, [y, x]);
    }
    return undefined;
  },
  expand: {
    ...simpler,
    mean: (node: Node) => quotient(makeNode("sum", node.args ?? [], node.params), Number(node.params?.n)),
    variance: (node: Node) => raised(makeNode("std", node.args ?? [], node.params), 2),
  },
  call: {
    abs: call("abs"),
    argmax: ([x], { n }) => `(${n} - ts_argmax(${x}, ${n}))`,
    argmin: ([x], { n }) => `(${n} - ts_argmin(${x}, ${n}))`,
    atLeast: call("max"),
    atMost: call("min"),
    corr: ([x, y], { n }) => (n === 2 ? undefined : `correlation(${x}, ${y}, ${n})`),
    cov: overDays("covariance"),
    decayLinear: overDays("decay_linear"),
    delta: overDays("delta"),
    demean: ([x], { by }) =>
      typeof by === "string" && /^[a-z]\w*$/.test(by) ? `IndNeutralize(${x}, IndClass.${by})` : undefined,
    lag: overDays("delay"),
    log: call("log"),
    max: overDays("ts_max"),
    min: overDays("ts_min"),
    power: ([x, y]) => `(${grouped(x)} ^ ${grouped(y)})`,
    product: overDays("product"),
    rank: ([x], { by }) => (by === undefined ? `rank(${x})` : undefined),
    scale: ([x], { by, to }) =>
      by === undefined ? `scale(${x}${to === undefined ? "" : `, ${to}`})` : undefined,
    sign: call("sign"),
    signedPower: call("SignedPower"),
    std: overDays("stddev"),
    sum: overDays("sum"),
    tsRank: overDays("Ts_Rank"),
    where: ([condition, yes, no]) => `(${grouped(condition)} ? ${grouped(yes)} : ${grouped(no)})`,
  },
};
