import type { Random } from "../core/index.js";

/** Share of a day's variance that falls between the close and the next open. */
const OVERNIGHT = 0.25;

/** One session's bar; reused, read at once. */
export interface Bar {
  open: number;
  high: number;
  low: number;
  close: number;
}

/**
 * Fill `bar` for a name whose log return over the day is `total`, from the price `base` after actions.
 * The overnight part is drawn given the whole day (Brownian decomposition), the extremes from the distribution of
 * the maximum and the minimum of a Brownian bridge between open and close. All prices are whole cents.
 */
export function drawBar(base: number, day: { total: number; scale: number }, random: Random, bar: Bar): void {
  const { total, scale } = day;
  const gap = OVERNIGHT * total + Math.sqrt(OVERNIGHT * (1 - OVERNIGHT)) * scale * random.normal();
  const move = total - gap;
  const variance = (1 - OVERNIGHT) * scale * scale;
  const up = (move + Math.sqrt(move * move - 2 * variance * Math.log(1 - random.uniform()))) / 2;
  const down = (move - Math.sqrt(move * move - 2 * variance * Math.log(1 - random.uniform()))) / 2;
  const open = base * Math.exp(gap);
  bar.close = cents(base * Math.exp(total));
  bar.open = cents(open);
  bar.high = Math.max(cents(open * Math.exp(up)), bar.open, bar.close);
  bar.low = Math.min(cents(open * Math.exp(down)), bar.open, bar.close);
}

/** To the tick of 0.01 USD, at least one tick. */
export function cents(price: number): number {
  return Math.max(1, Math.round(price * 100)) / 100;
}
