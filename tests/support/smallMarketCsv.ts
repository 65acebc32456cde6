import { syntheticMarket } from "../../lib/dist/sim/index.js";

/** A small market as a CSV file, with three bad rows at the end. */
export function smallMarketCsv(): string {
  const { time, assets, raw } = syntheticMarket({ seed: 11, symbols: 30, years: 2 });
  const lines = ["Date,Ticker,Open,High,Low,Close,Volume"];
  for (let i = 0; i < time.length; i++) {
    for (let j = 0; j < assets.length; j++) {
      const bar = [raw.open, raw.high, raw.low, raw.close, raw.volume].map((panel) => panel.row(i)[j]);
      if (bar.every(Number.isFinite)) lines.push([time.label(i), assets.symbols[j], ...bar].join(","));
    }
  }
  const last = time.label(time.length - 1);
  return `${[...lines, `${last},BAD1,1,2,0.5,,10`, `${last},BAD2,1,2,0.5,-1,10`, `not a date,BAD3,1,2,0.5,1,10`].join("\n")}\n`;
}
