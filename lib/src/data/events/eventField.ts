import { checkInteger, checkKeys, checkNumber, checkOneOf, fail } from "../../core/index.js";

const WINDOWS = ["count", "sum", "mean", "distinct"] as const;
const TAKES = ["last", "age", ...WINDOWS] as const;

/** What a field of a market takes from the events that were known at the decision of a session. */
export interface EventField {
  /**
   * - `last`: the column's value of the newest event, missing where that event has none;
   * - `age`: whole days (24 h) since the newest event became known;
   * - `count`: events, or those with a value in `column`, inside a window;
   * - `sum`, `mean`: of the column's values inside a window;
   * - `distinct`: different values of the column inside a window.
   */
  readonly take: (typeof TAKES)[number];
  /** A column of the table; `age` has none. */
  readonly column?: string;
  /** Calendar days (of 24 h) before the decision: the window; for `last` and `age`, older events count as none. */
  readonly days?: number;
  /** The window in sessions instead: 1 is what became known since the decision of the session before. */
  readonly sessions?: number;
}

export const isWindow = ({ take }: EventField): boolean => WINDOWS.some((each) => each === take);

/** Refuse a field that cannot be meant; `columns` are those of the table, by name. */
export function checkField(
  who: string,
  name: string,
  field: EventField,
  columns: ReadonlyMap<string, "number" | "text">,
): void {
  const at = `${who}, field ${name}`;
  checkKeys(at, field, ["take", "column", "days", "sessions"]);
  const take = checkOneOf(at, "take", field.take, TAKES);
  if (!/^[A-Za-z_]\w*$/.test(name))
    fail(who, "a field's name holds letters, digits and _", { received: name });
  if (field.days !== undefined) checkNumber(at, "days", field.days, { min: Number.MIN_VALUE });
  if (field.sessions !== undefined) checkInteger(at, "sessions", field.sessions, 1);
  const bounds = Number(field.days !== undefined) + Number(field.sessions !== undefined);
  if (isWindow(field) ? bounds !== 1 : field.sessions !== undefined) {
    fail(at, isWindow(field) ? "a window needs either days or sessions" : `${take} is bounded by days`, {
      received: field,
    });
  }
  if (take === "age" ? field.column !== undefined : field.column === undefined && take !== "count") {
    fail(at, take === "age" ? "age has no column" : `${take} needs a column`, { received: field });
  }
  if (field.column === undefined) return;
  const kind = columns.get(field.column) ?? checkOneOf(at, "column", field.column, [...columns.keys()]);
  if (kind === "text" && take !== "distinct" && take !== "count") {
    fail(at, `${take} needs a column of numbers`, { received: field.column });
  }
}
