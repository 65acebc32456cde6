import { field } from "../../../expr/index.js";
import { acrossMean, daily } from "../fields.js";
import { entry } from "../libraryFactor.js";

const of = (name: string) => field(`events.earnings.${name}`);

export const earnings = [
  entry({
    factor: of("sue").named("sue"),
    title: "Standardised unexpected earnings",
    doc: "Surprise (reported less expected earnings per share) of the newest report over the sample standard deviation (ddof 1) of the symbol's 4 to 8 surprises before it. Missing 100 days after the report.",
    unit: "standard deviations",
    source: "Bernard & Thomas 1989; analysts' forecasts as in Livnat & Mendenhall 2006",
  }),
  entry({
    factor: of("sue").mul(of("age").div(-90).add(1).atLeast(0)).named("sue_fading_90"),
    title: "Fading earnings surprise",
    doc: "SUE × max(0, 1 − age / 90), age in days since the report became known: the drift is strongest in the first weeks.",
    unit: "standard deviations",
    source: "Bernard & Thomas 1989 (drift of 60 sessions), weight of our own",
  }),
  entry({
    factor: of("surprise_to_estimate").clip(-5, 5).named("surprise_to_estimate"),
    title: "Surprise to estimate",
    doc: "Surprise over the absolute expected earnings per share, bounded by ±5. Missing for an expectation of 0 and 100 days after the report.",
    unit: "fraction",
    source: "Latané & Jones 1977, scaled by the forecast",
  }),
  entry({
    factor: of("beats_365").named("earnings_beats_365"),
    title: "Consistency of surprises",
    doc: "Mean sign of the surprises that became known in the last 365 days: 1 where every report beat the expectation.",
    unit: "−1 … 1",
    source: "Barth, Elliott & Finn 1999 (strings of increases), of surprises",
  }),
  entry({
    factor: daily
      .sub(acrossMean(daily))
      .mask(of("announced").gt(0))
      .mean(63, { min: 1 })
      .named("earnings_reaction_63"),
    title: "Reaction to earnings",
    doc: "Mean, over the sessions of the last 63 whose close was the first to know of a report, of the return less the equal-weight return of the panel. Missing without such a session.",
    unit: "fraction",
    source: "Chan, Jegadeesh & Lakonishok 1996, one session",
  }),
];
