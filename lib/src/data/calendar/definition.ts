import { z } from "zod";

/** The days of a week as they are written in a calendar file; the position is the ISO weekday less one. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a time of day, HH:MM");
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, "must be a date, YYYY-MM-DD");
const year = z.number().int();

const hours = z.strictObject({
  /** Local time of the opening and of the closing auction or bell; `24:00` is the end of the day. */
  open: time,
  close: time,
});

const ruleShape = {
  name: z.string().min(1),
  /** A fixed date (`month`, `day`), the nth weekday of a month (`month`, `weekday`, `nth`; -1 is the last), … */
  month: z.number().int().min(1).max(12).optional(),
  day: z.number().int().min(1).max(31).optional(),
  weekday: z.enum(WEEKDAYS).optional(),
  nth: z.union([z.number().int().min(1).max(5), z.literal(-1)]).optional(),
  /** … days after Easter Sunday (Gregorian), … */
  easter: z.number().int().optional(),
  /** … or single dates. */
  dates: z.array(date).optional(),
  /** Days added to the date that the rule gives, e.g. 1 for the day after. Default 0. */
  shift: z.number().int().optional(),
  /** Where it is kept when it falls on a day without trading, see {@link OBSERVED}. Default `none`. */
  observed: z.enum(["none", "nearest", "sunday_to_monday", "next_free", "previous"]).optional(),
  /** First and last year of the rule, both included, and years in which it did not hold. */
  since: year.optional(),
  until: year.optional(),
  except: z.array(year).optional(),
};

const KINDS = ["day", "weekday", "easter", "dates"] as const;

const oneKind = (rule: { [kind in (typeof KINDS)[number]]?: unknown } & { month?: number; nth?: number }) =>
  KINDS.filter((kind) => rule[kind] !== undefined).length === 1 &&
  (rule.month !== undefined) === (rule.day !== undefined || rule.weekday !== undefined) &&
  (rule.nth !== undefined) === (rule.weekday !== undefined);

const ONE_KIND = "needs exactly one of month + day, month + weekday + nth, easter, dates";

const holiday = z.strictObject(ruleShape).refine(oneKind, ONE_KIND);
const timedRule = z.strictObject({ ...ruleShape, at: time }).refine(oneKind, ONE_KIND);

/** Which dates a rule means. */
export type DateRule = z.infer<typeof holiday>;
/** Dates on which a session ends early or begins late, and the local time of that. */
export type TimedRule = z.infer<typeof timedRule>;

/** The sessions of an exchange, in the words of `config/calendars/NAME.yaml`. */
export const calendarSchema = z
  .strictObject({
    title: z.string().min(1),
    /** IANA name of the exchange's time zone, e.g. `America/New_York`. */
    zone: z.string().min(1),
    /** The calendar says nothing before `from` and after `to`. */
    from: date,
    to: date,
    /** Weekdays with trading. Default Monday to Friday. */
    weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
    /** Regular hours, local time. */
    hours,
    /** Hours with trading before and after the regular ones; `early_close`: its end on days with an early close. */
    extended: hours.extend({ early_close: time.optional() }).optional(),
    holidays: z.array(holiday).optional(),
    /** The last of several rules for one date holds. */
    early_closes: z.array(timedRule).optional(),
    late_opens: z.array(timedRule).optional(),
  })
  .readonly();

export type CalendarDefinition = z.infer<typeof calendarSchema>;
