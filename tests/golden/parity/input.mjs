/**
 * Writes input.json, on which Assay and its peers are compared: names of a synthetic market that trade on every date,
 * a slow reversal factor, the returns of its best ten names and those of all.
 *
 *   npm run build && node tests/golden/parity/input.mjs
 */
import { writeFileSync } from "node:fs";
import { Market } from "../../../lib/dist/data/index.js";
import { evaluate, field } from "../../../lib/dist/expr/index.js";
import { syntheticMarket } from "../../../lib/dist/sim/index.js";

const NAMES = 30;
const BEST = 10;
const WARM_UP = 20;
const effects = { momentum: { rankIc: 0 }, reversal: { rankIc: 0.05 } };
const market = Market.from(syntheticMarket({ seed: 11, symbols: 60, years: 1, effects }));
const close = market.panel("close");
const [signal] = evaluate(market, [field("close").returns(WARM_UP).neg()]);
const width = market.assets.length;
const always = Array.from({ length: width }, (_, j) => j)
  .filter((j) => close.values.every((value, k) => k % width !== j || !Number.isNaN(value)))
  .slice(0, NAMES);

const dates = market.time.length;
const rows = (panel, from, digits) =>
  Array.from({ length: dates - from }, (_, i) =>
    always.map((j) => Number(panel.values[(from + i) * width + j].toFixed(digits))),
  );
const prices = rows(close, WARM_UP, 4);
const factor = rows(signal, WARM_UP, 6);
const moves = prices.slice(1).map((row, i) => row.map((price, j) => price / prices[i][j] - 1));
const best = factor.map((row) => row.map((_, j) => j).sort((a, b) => row[b] - row[a]));
const mean = (values) => Number((values.reduce((a, b) => a + b, 0) / values.length).toFixed(8));
const { names, codes } = market.group("sector");

const input = {
  dates: market.time.labels().slice(WARM_UP),
  symbols: always.map((j) => market.assets.symbols[j]),
  sectors: always.map((j) => names[codes[j]]),
  close: prices,
  factor,
  returns: moves.map((row, i) => mean(best[i].slice(0, BEST).map((j) => row[j]))),
  benchmark: moves.map(mean),
};
writeFileSync(new URL("input.json", import.meta.url), `${JSON.stringify(input)}\n`);
