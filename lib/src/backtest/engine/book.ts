/** What one session traded, in currency. */
export interface Fills {
  /** Sum of absolute traded notional. */
  notional: number;
  /** Sum of absolute traded notional over equity at each fill. */
  weight: number;
  costs: number;
  trades: number;
}

/** A change below this share of equity is rounding, not a trade. */
const NEGLIGIBLE = 1e-9;

/** Positions in (adjusted) units, their last prices, cash, and the orders that wait for a price. */
export class Book {
  readonly units: Float64Array;
  /** Last price of each asset; `NaN` before its first. */
  readonly marks: Float64Array;
  /** Sessions since the last price. */
  readonly stale: Int32Array;
  /** Target weight of a waiting order; `NaN` when none waits. */
  readonly orders: Float64Array;
  cash: number;

  constructor(
    width: number,
    capital: number,
    /** Cost of a trade as a fraction of its notional. */
    private readonly costRate: number,
  ) {
    this.units = new Float64Array(width);
    this.marks = new Float64Array(width).fill(Number.NaN);
    this.stale = new Int32Array(width);
    this.orders = new Float64Array(width).fill(Number.NaN);
    this.cash = capital;
  }

  equity(): number {
    let value = this.cash;
    for (let j = 0; j < this.units.length; j++)
      if (this.units[j] !== 0) value += this.units[j] * this.marks[j];
    return value;
  }

  /** Market value of the short positions, positive. */
  shortValue(): number {
    let value = 0;
    for (let j = 0; j < this.units.length; j++) if (this.units[j] < 0) value -= this.units[j] * this.marks[j];
    return value;
  }

  mark(prices: Float64Array): void {
    for (let j = 0; j < prices.length; j++) if (!Number.isNaN(prices[j])) this.marks[j] = prices[j];
  }

  /** Replace all waiting orders by these target weights; a missing weight is 0. */
  order(targets: Float64Array): void {
    for (let j = 0; j < targets.length; j++) {
      const target = Number.isNaN(targets[j]) ? 0 : targets[j];
      this.orders[j] = target !== 0 || this.units[j] !== 0 ? target : Number.NaN;
    }
  }

  /** Fill the waiting orders of all assets that have a price; sizes follow from equity before this fill. */
  fill(prices: Float64Array, fills: Fills): void {
    const equity = this.equity();
    if (!(equity > 0)) return;
    for (let j = 0; j < prices.length; j++) {
      const target = this.orders[j];
      if (Number.isNaN(target) || Number.isNaN(prices[j])) continue;
      const change = target * equity - this.units[j] * prices[j];
      this.units[j] = (target * equity) / prices[j];
      this.orders[j] = Number.NaN;
      const size = Math.abs(change);
      const cost = size * this.costRate;
      this.cash -= change + cost;
      fills.notional += size;
      fills.weight += size / equity;
      fills.costs += cost;
      if (size > NEGLIGIBLE * equity) fills.trades++;
    }
  }

  /** Turn the position into cash at its last price times 1 + `outcome`, without costs. */
  writeOff(j: number, outcome: number): void {
    this.cash += this.units[j] * this.marks[j] * (1 + outcome);
    this.units[j] = 0;
    this.orders[j] = Number.NaN;
  }
}
