import { assay } from "../harness/assay.mjs";
import { market } from "../harness/data.mjs";

const SHAPE = { dates: 1250, names: 500 };
const QUANTILES = 5;
const COST_BPS = 5;

async function prepare() {
  const { run } = await assay("backtest/index.js");
  const { Market } = await assay("data/index.js");
  const portfolio = await assay("portfolio/index.js");
  const { panel } = await market(SHAPE);
  const [open, close, factor] = [panel("open"), panel("close"), panel("factor")];
  const bars = Market.fromPanels({ fields: { open, high: close, low: open, close } });
  const rule = portfolio.quantiles(QUANTILES).longShort();
  const options = { portfolio: rule, rebalance: "daily", costs: COST_BPS };
  return {
    run: () => run(bars, factor, options),
    numbers: (result) => result.equity,
  };
}

export const backtest = [
  {
    group: "backtest",
    name: "daily long-short quintiles",
    size: "1,250 × 500",
    prepare,
    peers: [
      {
        name: "numpy loop",
        task: "backtest.numpy_loop",
        args: { ...SHAPE, quantiles: QUANTILES, bps: COST_BPS },
        note: "one array operation per step of a date: quintile weights, fills at the next open, costs, equity",
      },
    ],
  },
];
