import type { Node } from "../node.js";
import { type Call, type Dialect, type Meaning, namedField, number } from "./dialect.js";
import { both, either, folded, none, plain } from "./symbols.js";

/** A window as qlib has it: `min_periods=1`, one present value makes a result. A window of 0 is its whole history. */
function windowOf(call: Call, i: number): { n: number; min: number } {
  const n = call.number(i);
  if (n === 0) call.fail("a window of 0, qlib's whole history, is not supported", call.syntax.args[i].at);
  return { n, min: 1 };
}

const rolling =
  (op: string, inputs = 1): Meaning =>
  (call) => {
    call.expect(inputs + 1);
    return call.make(op, inputsOf(call, inputs), windowOf(call, inputs));
  };

const inputsOf = (call: Call, inputs: number): Node[] =>
  Array.from({ length: inputs }, (_, i) => call.node(i));

const shifted =
  (op: string): Meaning =>
  (call) => {
    call.expect(2);
    const n = call.number(1);
    if (n === 0) call.fail("a shift of 0, qlib's first value, is not supported", call.syntax.args[1].at);
    return call.make(op, [call.node(0)], { n });
  };

/** Position in the window, 1 for its first session, which is the listing's where history is shorter than the window. */
const position =
  (op: string): Meaning =>
  (call) => {
    call.expect(2);
    const params = windowOf(call, 1);
    const x = call.node(0);
    const present = call.make("eq", [x, x]);
    const sinceFirst = call.make("argmax", [present], params);
    const since = call.make(op, [x], params);
    return call.make("add", [call.make("sub", [sinceFirst, since]), number(1)]);
  };

/** A comparison as qlib has it: false where one side is missing. Where both are, there is nothing to compare. */
const comparison =
  (op: string): Meaning =>
  (call) => {
    call.expect(2);
    const [x, y] = inputsOf(call, 2);
    const compared = call.make(op, [x, y]);
    if (x.op === "const" || y.op === "const") return compared;
    const present = call.make("mul", [call.make("ifMissing", [x, y]), number(0)]);
    return call.make("ifMissing", [compared, present]);
  };

const unequal: Meaning = (call) => call.make("eq", [equal(call), number(0)]);
const equal = comparison("eq");

const comparisons: Readonly<Record<string, Meaning>> = {
  Eq: equal,
  Ge: comparison("ge"),
  Gt: comparison("gt"),
  Le: comparison("le"),
  Lt: comparison("lt"),
  Ne: unequal,
};

/**
 * qlib's expressions: fields begin with `$`, functions with a capital. Windows need one present value, as there.
 * Different from qlib: windows go on after a delisting while they hold a value; where both sides are missing a
 * comparison is missing (there false); `IdxMax` and `IdxMin` skip missing values (there they are the extreme); `EMA`
 * skips them without ageing the others; `WMA` needs its whole window.
 */
export const qlib: Dialect = {
  name: (name) => (/^\$\w+$/.test(name) ? namedField(name.slice(1)) : undefined),
  functions: {
    ...folded,
    ...comparisons,
    "==": comparisons.Eq,
    ">=": comparisons.Ge,
    ">": comparisons.Gt,
    "<=": comparisons.Le,
    "<": comparisons.Lt,
    "!=": comparisons.Ne,
    Abs: plain("abs", 1),
    Add: plain("add", 2),
    And: both,
    Corr: rolling("corr", 2),
    Count: rolling("count"),
    Cov: rolling("cov", 2),
    Delta: shifted("delta"),
    Div: plain("div", 2),
    EMA(call) {
      call.expect(2);
      const n = call.number(1);
      const alpha = n > 0 && n < 1 ? n : 2 / (n + 1);
      return call.make("ewm", [call.node(0)], { alpha, adjust: true, min: 1 });
    },
    Greater: plain("atLeast", 2),
    IdxMax: position("argmax"),
    IdxMin: position("argmin"),
    If: plain("where", 3),
    Kurt: rolling("kurt"),
    Less: plain("atMost", 2),
    Log: plain("log", 1),
    Mad: rolling("mad"),
    Max: rolling("max"),
    Mean: rolling("mean"),
    Med: rolling("median"),
    Min: rolling("min"),
    Mul: plain("mul", 2),
    Not: none,
    Or: either,
    Power: plain("power", 2),
    Quantile(call) {
      call.expect(3);
      return call.make("quantile", [call.node(0)], { ...windowOf(call, 1), p: call.number(2) });
    },
    Rank: rolling("tsRank"),
    Ref: shifted("lag"),
    Resi: rolling("residual"),
    Rsquare: rolling("rsquare"),
    Sign: plain("sign", 1),
    Skew: rolling("skew"),
    Slope: rolling("slope"),
    Std: rolling("std"),
    Sub: plain("sub", 2),
    Sum: rolling("sum"),
    Var: rolling("variance"),
    WMA(call) {
      call.expect(2);
      const { n } = windowOf(call, 1);
      return call.make("div", [call.make("decayLinear", [call.node(0)], { n }), number(n)]);
    },
  },
};
