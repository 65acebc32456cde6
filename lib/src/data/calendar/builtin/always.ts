import type { CalendarDefinition } from "../definition.js";

/** Every day, all day, in UTC: crypto currencies. */
export const ALWAYS: CalendarDefinition = {
  title: "Every day, all day",
  zone: "UTC",
  from: "1990-01-01",
  to: "2030-12-31",
  weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  hours: { open: "00:00", close: "24:00" },
};
