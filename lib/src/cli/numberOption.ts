import { checkInteger, fail } from "../core/index.js";

/** Reads an option as an integer of at least `min`. Anything else is refused before the command starts. */
export const integerOption =
  (command: string, option: string, min = 1) =>
  (text: string): number =>
    checkInteger(command, option, numberOrText(text), min);

/** Reads an option as a number of `unit`, decimals allowed: a positive one, with `zero` also 0. */
export const amountOption =
  (command: string, option: string, unit: string, { zero = false } = {}) =>
  (text: string): number => {
    const value = numberOrText(text);
    if (typeof value === "number" && (value > 0 || (zero && value === 0))) return value;
    const kind = zero ? "non-negative" : "positive";
    return fail(command, `${option} must be a ${kind} number of ${unit}`, { received: value });
  };

/** An empty text is no number, whatever `Number` says. */
function numberOrText(text: string): number | string {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : text;
}
