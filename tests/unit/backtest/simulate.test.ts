import { describe, expect, it } from "vitest";
import { type ExecutionOptions, simulate } from "../../../lib/src/backtest/index.js";
import { Panel } from "../../../lib/src/core/index.js";

// A Thursday to a Wednesday: sessions 0 and 1 are in one week, the others in the next.
const DATES = ["2021-01-07", "2021-01-08", "2021-01-11", "2021-01-12", "2021-01-13"];

type Row = (number | null)[];

function run(open: Row[], close: Row[], weights: Row[], options: ExecutionOptions = {}) {
  const symbols = weights[0].map((_, j) => "ABCD"[j]);
  const panel = (rows: Row[]) => Panel.fromArrays(DATES.slice(0, rows.length), symbols, rows);
  return simulate({ open: panel(open), close: panel(close) }, panel(weights), options);
}

const list = (values: ArrayLike<number>, digits = 12) =>
  Array.from(values, (v) => Number(v.toFixed(digits)) + 0);

describe("one asset", () => {
  const open = [[100], [102], [110], [120], [118]];
  const close = [[101], [105], [115], [119], [121]];
  const always = [[1], [1], [1], [1], [1]];

  it("enters at the next open: the first return is open to close, the overnight before is not earned", () => {
    const { time, returns } = run(open, close, always);
    expect(time.label(0)).toBe("2021-01-08");
    expect(list(returns)).toEqual(list([105 / 102 - 1, 115 / 105 - 1, 119 / 115 - 1, 121 / 119 - 1]));
  });

  it("enters at the next close: the first session earns nothing", () => {
    expect(list(run(open, close, always, { fill: "close" }).returns)).toEqual(
      list([0, 115 / 105 - 1, 119 / 115 - 1, 121 / 119 - 1]),
    );
  });

  it("leaves at the open: overnight is earned, intraday is not", () => {
    const { returns, holdings } = run(open, close, [[1], [1], [0], [0], [0]]);
    expect(list(returns)).toEqual(list([105 / 102 - 1, 115 / 105 - 1, 120 / 115 - 1, 0]));
    expect(list(holdings)).toEqual([1, 1, 0, 0]);
  });

  it("falls back to the close where there is no open, and waits where there is neither", () => {
    const late = run([[100], [null], [110], [120], [118]], close, always);
    expect(list(late.returns)[0]).toBe(0);
    expect(late.returns[1]).toBeCloseTo(115 / 105 - 1, 12);
    const waits = run([[100], [null], [110], [120], [118]], [[101], [null], [115], [119], [121]], always, {
      rebalance: 4,
    });
    expect(list(waits.holdings)).toEqual([0, 1, 1, 1]);
    expect(waits.returns[1]).toBeCloseTo(115 / 110 - 1, 12);
  });

  it("earns the other way round when short, on drifting weights", () => {
    const { returns, weights, cash } = run(open, close, [[-1], [-1], [-1], [-1], [-1]], { rebalance: 10 });
    const value = (price: number) => 1 - (price - 102) / 102;
    expect(list(returns)).toEqual(
      list([
        value(105) - 1,
        value(115) / value(105) - 1,
        value(119) / value(115) - 1,
        value(121) / value(119) - 1,
      ]),
    );
    expect(weights.row(0)[0]).toBeCloseTo(-105 / 102 / value(105), 12);
    expect(cash[0]).toBeCloseTo(2 / value(105), 12);
  });

  it("charges half of the spread and the commission on the traded notional", () => {
    const paid = run(open, close, always, { costs: { commissionBps: 2, spreadBps: 6 }, rebalance: 10 });
    expect(paid.costs[0]).toBeCloseTo(1e6 * 5e-4, 9);
    expect(paid.returns[0]).toBeCloseTo(105 / 102 - 1 - 5e-4, 12);
    expect(list(run(open, close, always, { costs: 5, rebalance: 10 }).equity, 6)).toEqual(
      list(paid.equity, 6),
    );
  });

  it("charges borrowing on the short value of the night before", () => {
    const { borrow } = run(open, close, [[-1], [-1], [-1], [-1], [-1]], {
      costs: { borrowBps: 252 },
      rebalance: 10,
    });
    expect(list(borrow.subarray(0, 2), 9)).toEqual([0, Number(((1e6 / 102) * 105 * 1e-4).toFixed(9))]);
  });

  it("counts turnover one-sided: building up a full position is 0.5", () => {
    const { turnover, trades } = run(open, close, [[1], [1], [0], [0], [0]], { rebalance: "daily" });
    expect(turnover[0]).toBeCloseTo(0.5, 12);
    expect(list(trades)).toEqual([1, 0, 1, 0]);
  });
});

describe("several assets", () => {
  it("trades back from drifted weights to target", () => {
    const open = [
      [10, 10],
      [10, 10],
      [20, 10],
      [20, 10],
    ];
    const { turnover, weights } = run(open, open, Array(4).fill([0.5, 0.5]));
    expect(list(weights.row(1))).toEqual([0.5, 0.5]);
    // Drifted to 2/3 and 1/3: one sixth moves from the one to the other.
    expect(turnover[1]).toBeCloseTo(1 / 6, 12);
  });

  it("rebalances on the first session of a week, of a month, or every n", () => {
    const open = Array(5).fill([10, 10]);
    const flips = [
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
      [1, 0],
    ];
    const traded = (rebalance: ExecutionOptions["rebalance"]) =>
      list(run(open, open, flips, { rebalance }).trades);
    expect(traded("daily")).toEqual([1, 2, 2, 2]);
    expect(traded("weekly")).toEqual([1, 2, 0, 0]);
    expect(traded("monthly")).toEqual([1, 0, 0, 0]);
    expect(traded(3)).toEqual([1, 0, 0, 2]);
  });

  it("turns a position into cash when its prices end, with the stated return", () => {
    const prices = [
      [10, 10],
      [10, 10],
      [10, null],
      [10, null],
      [10, null],
    ];
    const weights = Array(5).fill([0.5, 0.5]);
    const how = { rebalance: 10, delisting: { after: 2, return: -0.4 } };
    const { returns, delistings, cash, holdings } = run(prices, prices, weights, how);
    expect(list(returns)).toEqual([0, 0, -0.2, 0]);
    expect(delistings).toEqual([{ date: "2021-01-12", symbol: "B", weight: 0.5 }]);
    expect(list(cash)).toEqual([0, 0, list([0.3 / 0.8])[0], list([0.3 / 0.8])[0]]);
    expect(list(holdings)).toEqual([2, 2, 1, 1]);
  });

  it("stops when equity is lost and says so", () => {
    const prices = [[10], [10], [25], [10], [10]];
    const lost = run(prices, prices, [[-1], [-1], [-1], [-1], [-1]], { rebalance: 10 });
    expect(lost.ruined).toBe("2021-01-11");
    expect(list(lost.returns)).toEqual([0, -1.5, 0, 0]);
    expect(list(lost.holdings)).toEqual([1, 0, 0, 0]);
    const gone = run(
      [[10], [10], [10], [null], [null]],
      [[10], [10], [10], [null], [null]],
      Array(5).fill([1]),
      {
        delisting: { after: 1, return: -1 },
      },
    );
    expect(gone.ruined).toBe("2021-01-12");
    expect(list(gone.returns)).toEqual([0, 0, -1, 0]);
  });

  it("starts at the first session that can trade a signal, or at `from`", () => {
    const prices = Array(5).fill([10]);
    const start = (weights: Row[], options?: ExecutionOptions) =>
      run(prices, prices, weights, options).time.label(0);
    expect(start([[0], [null], [1], [1], [1]])).toBe("2021-01-12");
    expect(start([[1], [1], [1], [1], [1]], { from: "2021-01-11" })).toBe("2021-01-11");
    expect(start([[1], [1], [1], [1], [1]], { delay: 3 })).toBe("2021-01-12");
    expect(run(prices, prices, Array(5).fill([1]), { to: "2021-01-11" }).time.length).toBe(2);
  });
});

describe("errors", () => {
  const prices = Array(5).fill([10]);
  const ones = Array(5).fill([1]);

  it.each([
    [{ delay: 0 }, "look ahead"],
    [{ delay: 1.5 }, "delay must be a positive integer"],
    [{ rebalance: "dayly" }, "did you mean daily?"],
    [{ rebalance: 0 }, "rebalance must be a positive integer"],
    [{ fill: "next" }, "fill must be one of open, close"],
    [{ costs: { comissionBps: 1 } }, "did you mean commissionBps?"],
    [{ costs: -1 }, "costs.commissionBps"],
    [{ delisting: { return: -2 } }, "delisting.return"],
    [{ capital: 0 }, "capital"],
    [{ slippage: 1 }, "unknown option"],
  ])("%j: %s", (options, message) => {
    expect(() => run(prices, prices, ones, options as never)).toThrow(message);
  });

  it("refuses prices that are not positive and panels that do not match", () => {
    expect(() => run([[10], [0]], [[10], [10]], [[1], [1]])).toThrow("open prices must be positive");
    expect(() => run([[10], [10]], [[10], [10]], [[1]])).toThrow("dates and assets of the weights");
  });
});
