import { TableView } from "../../core/index.js";
import type { EventStudyData } from "../events/eventData.js";
import { EVENT_LOSS_LABEL, EVENT_LOSSES, type EventLoss } from "../events/eventLoss.js";
import type { EventTest } from "../events/eventTest.js";
import { bp, LEVEL, pText, sessions } from "./words.js";

type Between = (from: number, to: number) => EventTest;

/** The reaction on the day, and what comes after it. */
export function eventHeadline({ events, days }: EventStudyData, between: Between): string {
  if (events.length < 2) return `${events.length} of the events can be studied: no mean, no test`;
  const after = days[days.length - 1];
  const text = (test: EventTest) =>
    `${bp(test.mean)} (${pText(test.overlap.p)})${test.overlap.p < LEVEL ? "" : ", not distinguishable from zero"}`;
  const drift = after > 0 ? `; over the ${sessions(after)} after it ${text(between(1, after))}` : "";
  return `${events.length} events: abnormal return ${text(between(0, 0))} on the day${drift}`;
}

/** The day, the spans around it and the whole window, with four tests. The title is the finding unless another is given. */
export function eventTable(
  study: EventStudyData,
  between: Between,
  title = eventHeadline(study, between),
): TableView {
  const first = study.days[0];
  const last = study.days[study.days.length - 1];
  const spans: [string, number, number][] = [["the day", 0, 0]];
  if (last >= 1) spans.push(["the day and the next", 0, 1]);
  if (first < 0) spans.unshift(["before", first, -1]);
  if (last >= 1) spans.push(["after", 1, last]);
  if (first < 0 || last > 0) spans.push(["whole window", first, last]);
  const rows = spans.map(([what, from, to]) => {
    const { mean, overlap, byDate, crossSection, standardized } = between(from, to);
    return {
      what,
      days: from === to ? day(from) : `${day(from)} to ${day(to)}`,
      mean,
      interval: overlap.interval.map(bp).join(" to "),
      t: overlap.t,
      p: overlap.p,
      byDate: byDate.p,
      standardized: standardized.p,
      crossSection: crossSection.p,
    };
  });
  return new TableView(rows, {
    title,
    columns: [
      { key: "what" },
      { key: "days", unit: "sessions from the event" },
      { key: "mean", label: "abnormal return", unit: "mean over events", format: "bps" },
      { key: "interval", label: "95 % interval" },
      { key: "t", unit: "overlap", format: "ratio" },
      { key: "p", unit: "overlap (default)", format: "pvalue" },
      { key: "byDate", label: "p", unit: "by date", format: "pvalue" },
      { key: "standardized", label: "p", unit: "standardised (BMP)", format: "pvalue" },
      { key: "crossSection", label: "p", unit: "cross-section", format: "pvalue" },
    ],
    note: `${study.events.length} of ${study.loss.events} events; ${study.model}, ${study.benchmark}, estimated before the window; before costs`,
  });
}

/** A day relative to the event with its sign. */
function day(n: number): string {
  return n > 0 ? `+${n}` : String(n).replace("-", "−");
}

/** How many events fell out and why. */
export function eventLossTable({ events, kept, byReason }: EventLoss): TableView {
  const rows = [
    { why: "given", events },
    ...EVENT_LOSSES.filter((reason) => byReason[reason] > 0).map((reason) => ({
      why: EVENT_LOSS_LABEL[reason],
      events: -byReason[reason],
    })),
    { why: "studied", events: kept },
  ];
  return new TableView(rows, {
    title: `${kept} of ${events} events can be studied`,
    columns: [
      { key: "why", label: "events" },
      { key: "events", label: "number", format: "integer" },
    ],
  });
}
