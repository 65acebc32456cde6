/** Sentences for the reasons that daily bars do not have. */
export const BAR_REASONS: Readonly<Record<string, string>> = {
  bad_time: "The time of the bar is missing or cannot be read (bars within sessions).",
  no_session: "The exchange had no session on the date of the bar (bars within sessions).",
  outside_hours: "The bar ends outside the trading hours of its session (bars within sessions).",
  off_grid:
    "The bar does not end on a multiple of its length, from the full hour or the opening (bars within sessions).",
};
