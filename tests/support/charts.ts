import { isoDate, Random, TableView } from "../../lib/src/core/index.js";
import {
  barChart,
  decayChart,
  drawdownChart,
  heatmap,
  histogram,
  icChart,
  KpiCards,
  lineChart,
  type Series,
  Sheet,
} from "../../lib/src/plot/index.js";

const SOURCE = "synthetic market, seed 7, 300 symbols, 2018-01-02 to 2023-12-29";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Weekdays from 2018 on, `YYYY-MM-DD`. */
export function weekdays(n: number, start = Date.UTC(2018, 0, 2)): string[] {
  const out: string[] = [];
  for (let t = start; out.length < n; t += 86_400_000) {
    const day = new Date(t).getUTCDay();
    if (day !== 0 && day !== 6) out.push(isoDate(t));
  }
  return out;
}

export function wandering(
  name: string,
  n: number,
  { seed = 7, drift = 0.0003, volatility = 0.01 } = {},
): Series {
  const random = new Random(seed);
  const values = new Float64Array(n);
  let level = 1;
  for (let i = 0; i < n; i++) {
    level *= 1 + drift + volatility * random.normal();
    values[i] = level;
  }
  return { name, time: weekdays(n), values };
}

function drawdownOf(equity: Series): Series {
  let peak = 0;
  const values = Float64Array.from(equity.values, (value) => {
    peak = Math.max(peak, value);
    return value / peak - 1;
  });
  return { ...equity, name: "drawdown", values };
}

function noise(n: number, { seed = 3, mean = 0, scale = 1 } = {}): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: n }, () => mean + scale * random.normal());
}

/** One of each chart, on invented numbers: the gallery that is looked at and the input of the tests. */
export function gallery(n = 1500) {
  const long = wandering("long-short", n, { seed: 1, drift: 0.0005, volatility: 0.006 });
  const others = [
    wandering("long only", n, { seed: 2 }),
    wandering("equal weight", n, { seed: 5, drift: 0.0002 }),
  ];
  return {
    cards: new KpiCards(
      [
        {
          label: "CAGR",
          value: 0.0834,
          format: "percent",
          unit: "per year",
          hint: "geometric, 252 sessions",
        },
        {
          label: "Sharpe ratio",
          value: 1.214,
          format: "ratio",
          unit: "annualised",
          hint: "risk-free rate 0",
        },
        { label: "Max drawdown", value: -0.1843, format: "percent", hint: "2020-02-19 to 2020-03-23" },
        { label: "Volatility", value: 0.1522, format: "percent", unit: "per year" },
        { label: "Turnover", value: 0.31, format: "percent", unit: "one-way per day" },
        { label: "Deflated Sharpe", value: Number.NaN, format: "ratio", hint: "needs 2 trials" },
      ],
      { title: "Key figures" },
    ),
    line: lineChart([long, ...others], {
      title: "The long-short book grew steadily; the long-only book did not beat the market",
      subtitle: "Equity curves, net of 5 bp per trade, rebalanced weekly",
      source: SOURCE,
      y: { label: "Equity", unit: "start = 1" },
      reference: 1,
    }),
    drawdown: drawdownChart(drawdownOf(long), {
      title: "The deepest loss of the long-short book stayed under one fifth",
      source: SOURCE,
    }),
    ic: icChart(
      { name: "mom_12_1", time: weekdays(n), values: noise(n, { mean: 0.03, scale: 0.12 }) },
      {
        title: "Momentum's rank IC is positive in most quarters",
        subtitle: "Rank IC of mom_12_1 against 21-session forward returns, each session",
        source: SOURCE,
      },
    ),
    bar: barChart(
      [-6.1, -2, 0.4, 3.3, 8.2].map((bp, i) => ({
        name: `Q${i + 1}`,
        value: bp / 1e4,
        low: (bp - 2.1) / 1e4,
        high: (bp + 2.1) / 1e4,
      })),
      {
        title: "Mean return rises from the lowest to the highest quantile",
        subtitle: "Mean 21-session forward return less the universe mean, with 95 % intervals",
        source: SOURCE,
        x: { label: "Quantile of mom_12_1", unit: "Q1 = lowest" },
        y: { label: "Mean forward return", unit: "bp", format: "bps" },
      },
    ),
    decay: decayChart(
      ["mom_12_1", "reversal_5", "amihud_21"].map((name, k) => ({
        name,
        points: [1, 2, 5, 10, 21, 42, 63].map((horizon, i) => {
          const value = [0.01 + 0.006 * i, 0.05 - 0.008 * i, 0.012 - 0.001 * i][k];
          return { horizon, value, low: value - 0.006 - 0.001 * i, high: value + 0.006 + 0.001 * i };
        }),
      })),
      {
        title: "Momentum needs a quarter to pay, reversal fades within two weeks",
        source: SOURCE,
      },
    ),
    histogram: histogram(noise(2000, { scale: 0.011 }), {
      title: "Daily returns are close to symmetric",
      source: SOURCE,
      x: { label: "Daily return", unit: "%", format: "percent" },
      counted: "Sessions",
      lines: [{ name: "VaR 95 %", value: -0.0178 }],
    }),
    heatmap: heatmap(
      {
        rows: ["2018", "2019", "2020", "2021", "2022", "2023"],
        columns: MONTHS,
        values: withGaps(noise(72, { scale: 0.03 })),
      },
      {
        title: "No calendar month stands out",
        source: SOURCE,
        value: { label: "monthly return", unit: "%", format: "percent" },
      },
    ),
    table: new TableView(
      [1, 5, 21].map((horizon) => ({
        horizon,
        ic: 0.01 * horizon ** 0.4,
        std: 0.12,
        ir: 0.21,
        t: 2.4,
        dates: 1400 - horizon,
      })),
      {
        title: "Rank IC by horizon",
        columns: [
          { key: "horizon", label: "Horizon", unit: "sessions", format: "integer" },
          { key: "ic", label: "Mean rank IC", unit: "correlation" },
          { key: "std", label: "Standard deviation", unit: "correlation" },
          { key: "ir", label: "ICIR", unit: "ratio" },
          { key: "t", label: "t-statistic", unit: "Newey–West, lag h−1", format: "ratio" },
          { key: "dates", label: "Dates", unit: "count", format: "integer" },
        ],
        note: "Synthetic numbers.",
      },
    ),
  };
}

export function gallerySheet(n = 1500): Sheet {
  return new Sheet({ title: "Gallery", subtitle: "One of each", items: Object.values(gallery(n)) });
}

function withGaps(values: Float64Array): Float64Array {
  values.fill(Number.NaN, 68);
  return values;
}
