import { counted, TableView } from "../../core/index.js";
import type { CalendarDefinition, DateRule, TimedRule } from "./definition.js";
import type { Plan } from "./plan.js";

/** The rules of a calendar as a table, one row each. */
export function describeCalendar(
  { name, definition }: { readonly name: string; readonly definition: CalendarDefinition },
  { sessions }: Plan,
): TableView {
  const { title, zone, from, to, hours, extended } = definition;
  const rows = [
    ...(definition.holidays ?? []).map((rule) => rowOf("holiday", rule)),
    ...(definition.early_closes ?? []).map((rule) => rowOf("early close", rule)),
    ...(definition.late_opens ?? []).map((rule) => rowOf("late open", rule)),
  ];
  const wide = extended ? `, with extended hours ${extended.open}–${extended.close}` : "";
  return new TableView(rows, {
    title: `${name}, ${title}: ${counted(sessions.length, "session")}, ${from} to ${to}`,
    columns: ["kind", "name", "when", "years", "at"].map((key) => ({ key })),
    note: `regular hours ${hours.open}–${hours.close}${wide}, local time of ${zone}`,
    limit: rows.length,
  });
}

function rowOf(kind: string, rule: DateRule | TimedRule) {
  const { name, dates, since, until, except } = rule;
  const span = since === until && since ? `${since}` : since || until ? `${since ?? ""}–${until ?? ""}` : "";
  const without = except ? `without ${except.join(", ")}` : "";
  const at = "at" in rule ? rule.at : "";
  return {
    kind,
    name,
    when: dates ? dates.join(" ") : when(rule),
    years: [span, without].filter(Boolean).join(" "),
    at,
  };
}

function when({ month, day, weekday, nth, easter, shift, observed = "none" }: DateRule): string {
  const date =
    easter !== undefined
      ? `Easter Sunday ${signed(easter)}`
      : day !== undefined
        ? `${pad(month)}-${pad(day)}`
        : `${nth === -1 ? "last" : `${nth}.`} ${weekday} of month ${month}`;
  const moved = shift ? `, ${signed(shift)}` : "";
  return `${date}${moved}${observed === "none" ? "" : `, observed ${observed.replaceAll("_", " ")}`}`;
}

const signed = (days: number): string => `${days < 0 ? "−" : "+"} ${Math.abs(days)} days`;

const pad = (n = 0): string => String(n).padStart(2, "0");
