import { TableView } from "../../core/index.js";
import { type Day, isoDay, weekdayOf } from "./days.js";
import { type CalendarDefinition, WEEKDAYS } from "./definition.js";
import type { Plan } from "./plan.js";

/** Days that differ from the usual ones, in the order of dates; `hours` is local. */
export function exceptionsTable(
  { name, definition }: { readonly name: string; readonly definition: CalendarDefinition },
  { holidays, earlyCloses, lateOpens }: Plan,
  { first, last }: { readonly first: Day; readonly last: Day },
): TableView {
  const days = [...new Set([...holidays.keys(), ...earlyCloses.keys(), ...lateOpens.keys()])]
    .filter((day) => day >= first && day <= last)
    .sort((a, b) => a - b);
  const rows = days.map((day) => {
    const [holiday, early, late] = [holidays.get(day), earlyCloses.get(day), lateOpens.get(day)];
    const { open, close } = definition.hours;
    return {
      date: isoDay(day),
      weekday: WEEKDAYS[weekdayOf(day)],
      kind: holiday ? "holiday" : [late && "late open", early && "early close"].filter(Boolean).join(", "),
      name: holiday?.name ?? [...new Set([late?.name, early?.name])].filter(Boolean).join(", "),
      hours: holiday ? "" : `${late?.at ?? open}–${early?.at ?? close}`,
    };
  });
  return new TableView(rows, {
    title: `${name}: holidays, early closes, late opens, ${isoDay(first)} to ${isoDay(last)}`,
    columns: ["date", "weekday", "kind", "name", "hours"].map((key) => ({ key })),
    note: `hours in ${definition.zone}`,
  });
}
