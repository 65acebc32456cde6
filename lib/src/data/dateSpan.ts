/** Calendar dates from the first to the last, both included, YYYY-MM-DD. */
export interface DateSpan {
  readonly first: string;
  readonly last: string;
}

/** Without bounds. */
export const EVER: DateSpan = { first: "0001-01-01", last: "9999-12-31" };
