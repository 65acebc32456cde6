import { type AssetIndex, Panel, type TimeIndex } from "../../core/index.js";
import type { Book, Fills } from "./book.js";

/** What a simulation gives, one entry per session from the first trade on. */
export interface Simulation {
  readonly time: TimeIndex;
  /** Net simple return of the session, close to close (the first from the capital), a fraction. */
  readonly returns: Float64Array;
  /** Equity at the close, in the currency of the prices. */
  readonly equity: Float64Array;
  /** Sum of absolute weights at the close. */
  readonly gross: Float64Array;
  /** Sum of weights at the close. */
  readonly net: Float64Array;
  /** Cash at the close, a fraction of equity; above 1 when short sales brought in more than was spent; `NaN` after ruin. */
  readonly cash: Float64Array;
  /** One-sided turnover: half of the sum of absolute weight changes by trading. */
  readonly turnover: Float64Array;
  /** Commission and half spreads paid, currency. */
  readonly costs: Float64Array;
  /** Borrowing costs paid, currency. */
  readonly borrow: Float64Array;
  /** Number of trades. */
  readonly trades: Int32Array;
  /** Number of positions held at the close. */
  readonly holdings: Int32Array;
  /** Weights held at the close, fractions of equity; 0 is no position. */
  readonly weights: Panel;
  /** Positions written off because their prices ended. */
  readonly delistings: readonly { readonly date: string; readonly symbol: string; readonly weight: number }[];
  /** Date on which equity was lost; `null` when it was not. Later returns are 0. */
  readonly ruined: string | null;
}

/** Collects the series of a simulation session by session. */
export class Ledger implements Simulation {
  readonly returns: Float64Array;
  readonly equity: Float64Array;
  readonly gross: Float64Array;
  readonly net: Float64Array;
  readonly cash: Float64Array;
  readonly turnover: Float64Array;
  readonly costs: Float64Array;
  readonly borrow: Float64Array;
  readonly trades: Int32Array;
  readonly holdings: Int32Array;
  readonly weights: Panel;
  readonly delistings: { date: string; symbol: string; weight: number }[] = [];
  ruined: string | null = null;
  private last: number;

  constructor(
    readonly time: TimeIndex,
    assets: AssetIndex,
    capital: number,
  ) {
    const n = time.length;
    const series = () => new Float64Array(n);
    [this.returns, this.equity, this.gross, this.net, this.cash] = [
      series(),
      series(),
      series(),
      series(),
      series(),
    ];
    [this.turnover, this.costs, this.borrow] = [series(), series(), series()];
    this.trades = new Int32Array(n);
    this.holdings = new Int32Array(n);
    this.weights = Panel.of(time, assets, new Float64Array(n * assets.length), {
      name: "weight",
      unit: "fraction of equity",
    });
    this.last = capital;
  }

  close(i: number, book: Book, { weight, costs, trades }: Fills, borrow: number): void {
    const equity = book.equity();
    this.equity[i] = equity;
    this.returns[i] = equity === this.last ? 0 : equity / this.last - 1;
    this.last = equity;
    this.turnover[i] = weight / 2;
    this.costs[i] = costs;
    this.trades[i] = trades;
    this.borrow[i] = borrow;
    this.cash[i] = this.ruined === null ? book.cash / equity : Number.NaN;
    this.position(i, book, equity);
  }

  private position(i: number, { units, marks }: Book, equity: number): void {
    const row = this.weights.row(i);
    for (let j = 0; j < units.length; j++) {
      if (units[j] === 0) continue;
      row[j] = (units[j] * marks[j]) / equity;
      this.holdings[i]++;
      this.gross[i] += Math.abs(row[j]);
      this.net[i] += row[j];
    }
  }
}
