import { literal } from "../../../core/index.js";
import type { DateSpan } from "../../dateSpan.js";

/** SQL: does a date lie in a span? */
export function between(date: string, { first, last }: DateSpan): string {
  return `${date} BETWEEN try_cast(${literal(first)} AS DATE) AND try_cast(${literal(last)} AS DATE)`;
}
