import type { DataSources, FixtureAnswer } from "../../../../lib/src/data/index.js";

/** Bars of 2024-03-07 to 03-12 as Tiingo writes them, at a price of its own for each symbol. */
export function tiingoBars(symbol: string, price = 100): FixtureAnswer {
  return {
    when: [`/tiingo/daily/${symbol}/prices`],
    body: ["2024-03-07", "2024-03-08", "2024-03-11", "2024-03-12"].map((day, i) => tiingoBar(day, price + i)),
  };
}

export function tiingoBar(day: string, close: number) {
  return {
    date: `${day}T00:00:00.000Z`,
    ...{ open: close, high: close + 1, low: close - 1, close, volume: 1000 },
    ...{ divCash: 0, splitFactor: 1 },
  };
}

/** A dataset `three` of AAA, BBB, CCC from Tiingo. */
export const THREE: DataSources = {
  datasets: {
    three: {
      symbols: ["AAA", "BBB", "CCC"],
      frequency: "1d",
      from: "2024-03-07",
      providers: ["tiingo"],
      calendar: "XNYS",
      look_back: 2,
    },
  },
  providers: {},
};

export const ANSWERS = [tiingoBars("AAA"), tiingoBars("BBB", 50), tiingoBars("CCC", 20)];
