import { type AssetIndex, checkKeys, fail, type Panel, type TimeIndex } from "../../core/index.js";
import { periodsPerYear } from "../../risk/index.js";
import { EXECUTION_OPTIONS, type Execution, type ExecutionOptions, executionOf } from "../options.js";
import { Book, type Fills } from "./book.js";
import { Ledger, type Simulation } from "./ledger.js";
import { isRebalance } from "./schedule.js";

/** Adjusted prices on the dates and assets of the weights; `NaN` is no price. */
export interface Prices {
  readonly close: Panel;
  /** Needed for fills at the open. */
  readonly open?: Panel;
}

/**
 * Trade target weights at market prices, session by session.
 *
 * The weights of row t are known at the close of row t and filled `delay` sessions later. A fill brings each position
 * to target × equity at the fill price; between fills positions drift with their prices. Costs are paid on the traded
 * notional. An asset without a price keeps its position at the last price and its order until a price or the next
 * rebalance comes; after `delisting.after` sessions without a price the position becomes cash at the last price ×
 * (1 + `delisting.return`). Cash earns nothing. Nothing at session t depends on anything later.
 *
 * @param targets target weights, fractions of equity; a missing weight is no position
 * @throws when panels differ in dates or assets, a price is not positive, or an option is unknown or out of range
 */
export function simulate(prices: Prices, targets: Panel, options: ExecutionOptions = {}): Simulation {
  const who = "backtest.simulate";
  checkKeys(who, options, EXECUTION_OPTIONS);
  const execution = executionOf(who, options);
  const { time } = targets;
  checkPrices(who, "close", prices.close, targets);
  if (execution.fill === "open") checkPrices(who, "open", prices.open, targets);
  const first = options.from === undefined ? 0 : time.lowerBound(options.from);
  const end = options.to === undefined ? time.length : time.upperBound(options.to);
  const start = firstTrade(targets, { first, end, delay: execution.delay });
  return new Engine(prices, targets, execution).run(start, Math.max(start, end));
}

function checkPrices(who: string, field: string, panel: Panel | undefined, targets: Panel): void {
  if (!panel) fail(who, `needs ${field} prices`, { fix: 'fill: "close" needs only closes' });
  if (!panel.time.equals(targets.time) || !panel.assets.equals(targets.assets)) {
    fail(who, `${field} prices must have the dates and assets of the weights`, {
      received: panel.shape,
      fix: "weights.reindex(market.time, market.assets)",
    });
  }
  const wrong = panel.values.find((price) => price <= 0 || price === Infinity);
  if (wrong !== undefined) fail(who, `${field} prices must be positive or missing`, { received: wrong });
}

/** The first session whose signal wants a position; the first session of the span when there is none. */
function firstTrade(
  targets: Panel,
  { first, end, delay }: { first: number; end: number; delay: number },
): number {
  for (let row = Math.max(first, delay); row < end; row++) {
    if (targets.row(row - delay).some((weight) => weight !== 0 && !Number.isNaN(weight))) return row;
  }
  return Math.min(first, end);
}

/** Equity below this share of the capital is lost; what is left of it may be rounding. */
const LOST = 1e-9;

class Engine {
  private readonly time: TimeIndex;
  private readonly assets: AssetIndex;
  private readonly book: Book;
  private readonly borrowRate: number;
  private readonly opens: Panel | undefined;

  constructor(
    private readonly prices: Prices,
    private readonly targets: Panel,
    private readonly execution: Execution,
  ) {
    this.time = targets.time;
    this.assets = targets.assets;
    this.opens = execution.fill === "open" ? prices.open : undefined;
    const { capital, commissionBps, spreadBps, borrowBps } = execution;
    this.book = new Book(this.assets.length, capital, (commissionBps + spreadBps / 2) / 1e4);
    this.borrowRate = borrowBps / 1e4 / periodsPerYear(this.time.frequency);
  }

  run(start: number, end: number): Simulation {
    const ledger = new Ledger(this.time.slice(start, end), this.assets, this.execution.capital);
    for (let row = start; row < end; row++) this.session(row, start, ledger);
    return ledger;
  }

  private session(row: number, start: number, ledger: Ledger): void {
    const { book, execution, prices } = this;
    const fills: Fills = { notional: 0, weight: 0, costs: 0, trades: 0 };
    const borrow = book.shortValue() * this.borrowRate;
    book.cash -= borrow;
    const alive = ledger.ruined === null;
    const signal = row - execution.delay;
    if (alive && signal >= 0 && isRebalance(this.time, row, start, execution.rebalance)) {
      book.order(this.targets.row(signal));
    }
    if (this.opens) this.trade(this.opens.row(row), fills);
    this.trade(prices.close.row(row), fills);
    this.endPrices(row, ledger);
    if (alive && !(book.equity() > LOST * execution.capital)) this.ruin(row, ledger);
    ledger.close(row - start, book, fills, borrow);
  }

  private trade(prices: Float64Array, fills: Fills): void {
    this.book.mark(prices);
    this.book.fill(prices, fills);
  }

  /** Count sessions without a price and write off positions whose prices have ended. */
  private endPrices(row: number, ledger: Ledger): void {
    const { book, execution, prices } = this;
    const open = this.opens?.row(row);
    const close = prices.close.row(row);
    for (let j = 0; j < close.length; j++) {
      const priced = !Number.isNaN(close[j]) || (open !== undefined && !Number.isNaN(open[j]));
      book.stale[j] = priced ? 0 : book.stale[j] + 1;
      if (book.units[j] === 0 || book.stale[j] < execution.delistedAfter) continue;
      const weight = (book.units[j] * book.marks[j]) / book.equity();
      ledger.delistings.push({ date: this.time.label(row), symbol: this.assets.symbols[j], weight });
      book.writeOff(j, execution.delistingReturn);
    }
  }

  /** Equity is lost: close everything at the last prices; the account stays as it is. */
  private ruin(row: number, ledger: Ledger): void {
    ledger.ruined = this.time.label(row);
    for (let j = 0; j < this.assets.length; j++) if (this.book.units[j] !== 0) this.book.writeOff(j, 0);
    this.book.orders.fill(Number.NaN);
  }
}
