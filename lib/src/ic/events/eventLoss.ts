/** Why an event cannot be studied, in the order in which it is asked; each event falls once. */
export const EVENT_LOSSES = [
  "unknown symbol",
  "no session",
  "repeated",
  "outside the data",
  "no bar in the window",
  "short estimation",
] as const;
export type EventLossReason = (typeof EVENT_LOSSES)[number];

export const EVENT_LOSS_LABEL: Readonly<Record<EventLossReason, string>> = {
  "unknown symbol": "the market has no such symbol",
  "no session": "the date is not a session of the market",
  repeated: "the symbol has the same event on this date already",
  "outside the data": "the event window begins before the second or ends after the last session",
  "no bar in the window": "a price or benchmark return is missing in the event window",
  "short estimation": "too few returns before the event window, or none that vary",
};

/** An event that fell out. */
export interface LostEvent {
  readonly symbol: string;
  /** As it was given. */
  readonly date: string;
  readonly reason: EventLossReason;
}

/** How many events fell out and why. */
export interface EventLoss {
  /** Events given. */
  readonly events: number;
  readonly kept: number;
  readonly byReason: Readonly<Record<EventLossReason, number>>;
  readonly lost: readonly LostEvent[];
}

/** Count the lost events. */
export function eventLoss(events: number, lost: readonly LostEvent[]): EventLoss {
  const counts = EVENT_LOSSES.map(
    (reason) => [reason, lost.filter((one) => one.reason === reason).length] as const,
  );
  const byReason = Object.fromEntries(counts) as Record<EventLossReason, number>;
  return { events, kept: events - lost.length, byReason, lost };
}
