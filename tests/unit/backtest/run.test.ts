import { afterEach, describe, expect, it } from "vitest";
import { Backtest, run, TRADING_KPIS } from "../../../lib/src/backtest/index.js";
import {
  AssetIndex,
  Panel,
  Random,
  setRecorder,
  TimeIndex,
  type Trial,
} from "../../../lib/src/core/index.js";
import { field, forwardReturn, panelSource } from "../../../lib/src/expr/index.js";
import { quantiles } from "../../../lib/src/portfolio/index.js";
import { report } from "../../../lib/src/risk/index.js";

const ROWS = 300;
const WIDTH = 20;
const random = new Random(11);
const time = TimeIndex.of(
  Float64Array.from({ length: ROWS }, (_, i) => Date.UTC(2019, 0, 1) + i * 86_400_000),
);
const assets = AssetIndex.of(Array.from({ length: WIDTH }, (_, j) => `S${j}`));
const close = new Float64Array(ROWS * WIDTH);
for (let i = 0; i < close.length; i++)
  close[i] = (i < WIDTH ? 50 : close[i - WIDTH]) * Math.exp(0.01 * random.normal());
const closes = Panel.of(time, assets, close, { name: "close" });
const opens = Panel.of(
  time,
  assets,
  close.map((c) => c * 1.001),
  { name: "open" },
);
const market = panelSource({ close: closes, open: opens });
const reversal = field("close").div(field("close").lag(5)).sub(1).mul(-1).named("reversal_5");
const portfolio = quantiles(5).longShort();

afterEach(() => setRecorder(undefined));

describe("run", () => {
  it("trades a factor and starts after its look-back", async () => {
    const result = await run(market, reversal, { portfolio, rebalance: "weekly", costs: 5 });
    expect(result).toBeInstanceOf(Backtest);
    expect(result.name).toBe("reversal_5");
    expect(result.time.label(0)).toBe(time.label(6));
    expect(result.kpis.holdings_mean).toBe(8);
    expect(result.kpis.gross_mean).toBeCloseTo(1, 1);
    expect(result.kpis.cost_total).toBeGreaterThan(0);
    expect(result.returnsBeforeCosts[0]).toBeCloseTo(result.returns[0] + result.costs[0] / 1e6, 15);
    expect(result.warnings).toEqual([]);
  });

  it("gives the same with factor values, and with the weights made of them", async () => {
    const { evaluate } = await import("../../../lib/src/expr/index.js");
    const values = evaluate(market, reversal);
    const [a, b, c] = await Promise.all([
      run(market, reversal, { portfolio }),
      run(market, values, { portfolio }),
      run(market, portfolio.weights(values)),
    ]);
    expect(b.returns).toEqual(a.returns);
    expect(c.returns).toEqual(a.returns);
  });

  it("records one trial per call, with a hash of what defines the variant and nothing else", async () => {
    const trials: Trial[] = [];
    setRecorder({ dataUsed() {}, trial: (trial) => trials.push(trial) });
    await run(market, reversal, { portfolio });
    await run(market, reversal.named("another_name"), { portfolio, name: "again" });
    await run(market, reversal, { portfolio, costs: 5 });
    await run(market, reversal, { portfolio, from: "2019-03-01" });
    await run(market, reversal, { portfolio: quantiles(4).longShort() });
    const hashes = trials.map((trial) => trial.hash);
    expect(trials.map((trial) => trial.kind)).toEqual(Array(5).fill("backtest"));
    expect(trials[1].name).toBe("again");
    expect(hashes[1]).toBe(hashes[0]);
    expect(new Set(hashes).size).toBe(4);
  });

  it("shows itself and is taken by risk.report as it is", async () => {
    const result = await run(market, reversal, { portfolio, costs: { commissionBps: 1, spreadBps: 5 } });
    expect(report(result).kpis).toEqual(result.report.kpis);
    expect(result.toText()).toContain("Backtest of reversal_5");
    expect(result.toHtml()).toContain("<svg");
    expect(result.toHtml()).toBe(
      (await run(market, reversal, { portfolio, costs: { commissionBps: 1, spreadBps: 5 } })).toHtml(),
    );
    expect(Object.keys(result.metrics())).toEqual(
      expect.arrayContaining(["sharpe", ...Object.keys(TRADING_KPIS)]),
    );
    expect(result.metrics().sessions).toBe(result.time.length);
  });

  it("shows a backtest that never traded, with a warning", async () => {
    const none = await run(market, Panel.empty(time, assets));
    expect(none.warnings[0]).toContain("nothing was traded");
    expect(none.toHtml()).toContain("nothing was traded");
    expect(none.kpis.total_return).toBe(0);
  });

  it("needs only closes for fills at the close", async () => {
    const bare = panelSource({ close: closes });
    expect((await run(bare, reversal, { portfolio, fill: "close" })).kpis.trades).toBeGreaterThan(0);
    await expect(run(bare, reversal, { portfolio })).rejects.toThrow("no field of this name");
  });

  it("refuses a factor without a portfolio, a label, and unknown options", async () => {
    await expect(run(market, reversal)).rejects.toThrow("a factor needs a portfolio");
    await expect(run(market, forwardReturn(5) as never, { portfolio })).rejects.toThrow("reads the future");
    await expect(run(market, reversal, { portfolio, rebalence: "daily" } as never)).rejects.toThrow(
      "did you mean rebalance?",
    );
    await expect(run(market, reversal, { portfolio, delay: 0 })).rejects.toThrow("look ahead");
  });
});
