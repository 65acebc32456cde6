/** A corporate action as it was announced. */
export interface MarketAction {
  readonly symbol: string;
  /** Ex-date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly kind: "split" | "dividend";
  /** Split: new shares per old one (2 for 2-for-1). Dividend: cash per share held before the ex-date, in price units. */
  readonly value: number;
}
