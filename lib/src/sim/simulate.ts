import type { Random, TimeIndex } from "../core/index.js";
import { type Bar, drawBar } from "./bars.js";
import type { Action } from "./contents.js";
import { actionBefore } from "./corporateActions.js";
import type { Earnings } from "./earnings.js";
import { Noise } from "./noise.js";
import { Planter } from "./plant.js";
import { momentumInto, reversalInto } from "./signals.js";
import type { Universe } from "./universe.js";

/** Log return per session that all names share: it lifts the market and leaves the ranks alone. */
const DRIFT = 0.0002;

/** Row-major columns of the simulated bars, and the actions in the order of their dates. */
export interface Simulated {
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
  actions: Action[];
}

/** Let the universe live through the sessions; `planted` is the rank IC of momentum and of reversal, reports come on top. */
export function simulate(
  universe: Universe,
  time: TimeIndex,
  { planted, earnings, random }: { planted: readonly [number, number]; earnings?: Earnings; random: Random },
): Simulated {
  const width = universe.symbols.length;
  const out = emptyBars(time.length * width);
  const market = new Tape(universe, time, out);
  const noise = new Noise(universe, random.fork("noise"));
  const planter = new Planter(width, planted);
  const barRandom = random.fork("bars");
  const signals = [new Float64Array(width), new Float64Array(width)] as const;
  const day = { noise: noise.returns, shift: new Float64Array(width), live: new Uint8Array(width) };
  const returns = new Float64Array(width);
  for (let row = 0; row < time.length; row++) {
    noise.next();
    markDay(universe, row, day);
    momentumInto(market.adjusted, row - 1, signals[0]);
    reversalInto(market.adjusted, row - 1, signals[1]);
    planter.apply(signals, day, returns);
    earnings?.addTo(row, returns);
    market.write(row, { returns, scale: noise.scale }, barRandom);
  }
  return out;
}

function emptyBars(cells: number): Simulated {
  const column = () => new Float64Array(cells).fill(Number.NaN);
  return { open: column(), high: column(), low: column(), close: column(), volume: column(), actions: [] };
}

/** Who has a price yesterday and today, and who is crashing. */
function markDay(universe: Universe, row: number, day: { shift: Float64Array; live: Uint8Array }): void {
  for (let j = 0; j < day.live.length; j++) {
    day.live[j] = universe.first[j] < row && row <= universe.last[j] ? 1 : 0;
    day.shift[j] = row >= universe.crashFrom[j] && row <= universe.last[j] ? universe.crashStep[j] : 0;
  }
}

/** The exchange's tape: turns a session's log returns into bars, volumes and actions. */
class Tape {
  /** Total-return adjusted closes anchored at each name's first session, row-major. */
  readonly adjusted: Float64Array;
  private readonly factor: Float64Array;
  private readonly lastClose: Float64Array;
  private readonly shares: Float64Array;
  private readonly activity: Float64Array;
  private readonly bar: Bar = { open: 0, high: 0, low: 0, close: 0 };

  constructor(
    private readonly universe: Universe,
    private readonly time: TimeIndex,
    private readonly out: Simulated,
  ) {
    const width = universe.symbols.length;
    this.adjusted = new Float64Array(time.length * width).fill(Number.NaN);
    this.factor = new Float64Array(width).fill(1);
    this.lastClose = universe.price.slice();
    this.shares = universe.shares.slice();
    this.activity = new Float64Array(width);
  }

  write(row: number, day: { returns: Float64Array; scale: Float64Array }, random: Random): void {
    const { universe, out, bar, lastClose } = this;
    const width = lastClose.length;
    for (let j = 0; j < width; j++) {
      if (row < universe.first[j] || row > universe.last[j]) continue;
      if (row > universe.first[j]) this.act(row, j);
      const total = DRIFT + day.returns[j];
      drawBar(lastClose[j], { total, scale: day.scale[j] }, random, bar);
      const i = row * width + j;
      out.open[i] = bar.open;
      out.high[i] = bar.high;
      out.low[i] = bar.low;
      out.close[i] = bar.close;
      out.volume[i] = this.volume(j, Math.abs(day.returns[j]) / day.scale[j], random);
      this.adjusted[i] = bar.close * this.factor[j];
      lastClose[j] = bar.close;
    }
  }

  /** Take a split or a dividend out of the price before the open. */
  private act(row: number, j: number): void {
    const last = this.lastClose[j];
    const action = actionBefore(this.universe, [row, j], last);
    if (action === undefined) return;
    this.out.actions.push({ symbol: this.universe.symbols[j], date: this.time.label(row), ...action });
    if (action.kind === "split") {
      this.lastClose[j] = last / action.value;
      this.shares[j] *= action.value;
      this.factor[j] *= action.value;
    } else {
      this.lastClose[j] = last - action.value;
      this.factor[j] *= last / (last - action.value);
    }
  }

  /** Shares traded: in proportion to size, persistent, and more on days with large moves. */
  private volume(j: number, surprise: number, random: Random): number {
    this.activity[j] = 0.9 * this.activity[j] + 0.12 * random.normal();
    const pace = Math.exp(this.activity[j] + 0.15 * random.normal() + 0.3 * (surprise - 0.8));
    return Math.max(1, Math.round(this.shares[j] * this.universe.turnover[j] * pace));
  }
}
