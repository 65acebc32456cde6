import { bandChart, type Figure } from "../../plot/index.js";
import type { EventStudyData } from "../events/eventData.js";
import { bp, pText, sessions } from "./words.js";

/** Mean abnormal return added up from the first day of the window, in the 95 % band of the default test. */
export function eventFigure({ cumulative, events, model, benchmark, market, days }: EventStudyData): Figure {
  const end = cumulative[cumulative.length - 1];
  const dates = events.map(({ date }) => date).sort();
  return bandChart(
    cumulative.map(({ to, mean, overlap: { interval } }) => ({
      x: to,
      y: mean * 1e4,
      low: interval[0] * 1e4,
      high: interval[1] * 1e4,
    })),
    {
      title: `Over ${sessions(days.length)} around ${events.length} events prices moved ${bp(end.mean)} more than expected (${pText(end.overlap.p)})`,
      subtitle: `mean abnormal return added up (${model}, ${benchmark}), band: 95 % interval that allows for overlapping windows`,
      source: `${market || "market in memory"}, ${events.length} events, ${dates[0]} to ${dates[dates.length - 1]}`,
      x: { label: "Day", unit: "sessions from the event" },
      y: { label: "Cumulative abnormal return", unit: "bp" },
      mark: 0,
    },
  );
}
