import { describe, expect, test } from "vitest";
import { type DialectName, Factor } from "../../../lib/src/expr/index.js";

const formula = (text: string, dialect: DialectName) => Factor.parse(text, { dialect }).formula;
const refusal = (text: string, dialect: DialectName): string => {
  try {
    return Factor.parse(text, { dialect }).formula;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("our own syntax", () => {
  test.each([
    ["close.lag(21)/close.lag( 252 ) - 1", "close.lag(21) / close.lag(252) - 1"],
    ["(close > 4).where(close, missing)", "(close > 4).where(close, missing)"],
    ["(close > 4).where(close)", "(close > 4).where(close, missing)"],
    ['close.rank({ by: "sector" })', 'close.rank({ by: "sector" })'],
    ["close.returns().std(5) + close.delta()", "close.returns(1).std(5) + close.delta(1)"],
    ["close.winsorize(0.01)", Factor.field("close").winsorize(0.01).formula],
    ["close.quantile(20, 0.8, { min: 5 })", Factor.field("close").quantile(20, 0.8, { min: 5 }).formula],
    ["close.ewm({ span: 19 })", Factor.field("close").ewm({ span: 19 }).formula],
    ["close.clip(-1, 1)", Factor.field("close").clip(-1, 1).formula],
    ["a.neutralize({ against: b })", "a.neutralize({ against: [b] })"],
    ["2 - 3 - a * b ^ 2", "2 - 3 - a * b.power(2)"],
  ])("%s", (text, printed) => {
    expect(formula(text, "assay")).toBe(printed);
  });
});

describe("qlib's dialect", () => {
  test.each([
    ["Ref($close, 20)/$close", "close.lag(20) / close"],
    ["Mean($close, 5)", "close.mean(5, { min: 1 })"],
    ["Corr($close, Log($volume+1), 20)", "close.corr((volume + 1).log(), 20, { min: 1 })"],
    ["If($close>50, $volume, 0)", "(close > 50).where(volume, 0)"],
    ["$close>Ref($close,1)", "(close > close.lag(1)).ifMissing(close.ifMissing(close.lag(1)) * 0)"],
    ["Greater($open, $close)-Less($open, $close)", "open.atLeast(close) - open.atMost(close)"],
    ["Rank($close, 9)", "close.tsRank(9, { min: 1 })"],
    ["IdxMax($high, 5)", "(high == high).argmax(5, { min: 1 }) - high.argmax(5, { min: 1 }) + 1"],
    ["WMA($close, 5)", "close.decayLinear(5) / 5"],
    ["Slope($close, 5)/$close", "close.slope(5, { min: 1 }) / close"],
    ["Rsquare($close, 5)+Resi($close, 5)", "close.rsquare(5, { min: 1 }) + close.residual(5, { min: 1 })"],
    ["($close > 2) & ($volume > 0)", "(close > 2) * (volume > 0)"],
    ["$close != 2", "close == 2 == 0"],
  ])("%s", (text, printed) => {
    expect(formula(text, "qlib")).toBe(printed);
  });

  test("a quantile keeps its share", () => {
    expect(Factor.parse("Quantile($close, 5, 0.8)", { dialect: "qlib" }).hash).toBe(
      Factor.field("close").quantile(5, 0.8, { min: 1 }).hash,
    );
  });
});

describe("WorldQuant's dialect", () => {
  test.each([
    ["rank(ts_argmax(signedpower(close, 2), 5))", "(5 - close.signedPower(2).argmax(5)).rank()"],
    [
      "-1 * correlation(rank(open), rank(volume), 10)",
      "-1 * open.rank().corr(volume.rank(), 10, { flat: 0 })",
    ],
    ["correlation(open, volume, 2.9)", "open.delta(1).sign() * volume.delta(1).sign()"],
    ["rank(rank(-1 * rank(close)))", "(-1 * close.rank()).rank()"],
    ["signedpower(close, 2.)", "close.signedPower(2)"],
    ["close * (1 - 0.25) + (-1 * 1)", "close * 0.75 + -1"],
    ["(close < open) ? delta(close, 7) : -1", "(close < open).where(close.delta(7), -1)"],
    ["(a1 < 1) ? 1 : 2", "expr.parse"],
    ["IndNeutralize(vwap, IndClass.sector)", 'vwap.demean({ by: "sector" })'],
    ["decay_linear(delta(vwap, 3.51013), 7.23052)", "vwap.delta(3).decayLinear(7)"],
    ["volume / adv20", "volume / dollar_volume.mean(20)"],
    ["min(close, 5) + min(close, open)", "close.min(5) + close.atMost(open)"],
    ["scale(returns, 2)", "close.returns(1).scale({ to: 2 })"],
    ["(close > open) || (close > vwap)", "(close > open).atLeast(close > vwap)"],
    ["close && open", "(close == 0 == 0) * (open == 0 == 0)"],
  ])("%s", (text, printed) => {
    expect(refusal(text, "worldquant")).toContain(printed);
  });
});

describe("a mistake is shown where it is", () => {
  test.each<[DialectName, string, string, number]>([
    ["assay", "close.laag(3)", 'unknown function "laag" (did you mean lag?), at column 7', 6],
    ["assay", "close.lag(-1)", "lag: n must be a positive integer, got -1", 6],
    ["assay", "close +", "expected a number, a name or (, got the end", 7],
    ["assay", "close close", 'expected an operator or the end, got "close"', 6],
    ["assay", "close.lag(n)", "expected a number that is written out", 10],
    ["assay", "close # 2", 'unexpected character "#"', 6],
    ["qlib", "Reff($close, 2)", 'unknown function "Reff" (did you mean Ref?)', 0],
    ["qlib", "Ref($close, -2)", "lag: n must be a positive integer", 0],
    ["qlib", "Mean($close, 0)", "a window of 0, qlib's whole history, is not supported", 13],
    ["qlib", "1 + Mean($close)", "Mean takes 2 arguments, got 1", 4],
    ["qlib", "close", 'unknown name "close"', 0],
    ["worldquant", "rank(clse)", 'unknown name "clse"', 5],
    ["worldquant", "close.lag(1)", "this dialect has no methods", 6],
  ])("%s: %s", (dialect, text, rule, column) => {
    const message = refusal(text, dialect);
    expect(message).toContain(rule);
    expect(message).toMatch(new RegExp(`\\n  ${" ".repeat(column)}\\^$`));
  });

  test("in the line it is in", () => {
    expect(refusal("close\n  + x.rank(", "assay")).toContain("at line 2, column 12\n    + x.rank(\n");
  });

  test("options are checked", () => {
    expect(() => Factor.parse("close", { dialect: "wq" as "qlib" })).toThrow(/dialect must be one of/);
    expect(() => Factor.parse("")).toThrow(/must be written as text/);
  });
});
