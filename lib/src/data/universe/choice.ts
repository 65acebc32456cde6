/** A date at which the universe was chosen anew. */
export interface Choice {
  /** First session for which it holds, `YYYY-MM-DD`. */
  readonly from: string;
  /** The session whose close it was decided on: the one before. */
  readonly decided: string;
  /** Symbols that the rules leave at the decision. */
  readonly size: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** How many symbols with a close fell at each rule, in the order of the rules. */
  readonly fell: Readonly<Record<string, number>>;
}
