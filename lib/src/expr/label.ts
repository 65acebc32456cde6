import { checkInteger, checkKeys, type Showable, showsItself } from "../core/index.js";

export interface LabelOptions {
  /** Sessions between the signal and the entry. Default 0: entry at the close the signal was computed from. */
  delay?: number;
  /** Market field of the prices. Default `close` (adjusted). */
  price?: string;
}

/**
 * Something that reads the future: the forward return of a horizon. Its own type, on purpose: an evaluation takes
 * it as what is to be predicted, and nothing accepts it as a factor.
 */
export class Label implements Showable {
  /** Tells a label from a factor, also in types. */
  readonly kind = "label";
  readonly #horizon: number;
  readonly #delay: number;
  readonly #price: string;

  private constructor(horizon: number, delay: number, price: string) {
    this.#horizon = horizon;
    this.#delay = delay;
    this.#price = price;
  }

  /** price[t + delay + horizon] / price[t + delay] − 1, in sessions; missing where either price is missing. */
  static forwardReturn(horizon: number, options: LabelOptions = {}): Label {
    checkKeys("expr.forwardReturn", options, ["delay", "price"]);
    const { delay = 0, price = "close" } = options;
    checkInteger("expr.forwardReturn", "horizon", horizon, 1);
    checkInteger("expr.forwardReturn", "delay", delay, 0, "a label looks forward");
    return new Label(horizon, delay, price);
  }

  /** Sessions held. */
  get horizon(): number {
    return this.#horizon;
  }

  /** Sessions between signal and entry. */
  get delay(): number {
    return this.#delay;
  }

  /** Market field of the prices. */
  get price(): string {
    return this.#price;
  }

  /** What tables and charts call it, e.g. `forward_return_5`. */
  get name(): string {
    return `forward_return_${this.#horizon}${this.#delay > 0 ? `_delay_${this.#delay}` : ""}`;
  }

  toText(): string {
    const entry = this.#delay > 0 ? `t+${this.#delay}` : "t";
    return `Label ${this.name}: ${this.#price}[t+${this.#delay + this.#horizon}] / ${this.#price}[${entry}] − 1 (reads the future)`;
  }

  toHtml(): string {
    return `<p>${this.toText()}</p>`;
  }
}
showsItself(Label);

/** The forward return of a horizon, see {@link Label.forwardReturn}. */
export const forwardReturn = Label.forwardReturn;
