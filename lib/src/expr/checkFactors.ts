import { fail } from "../core/index.js";
import { Factor } from "./factor.js";

/** Refuse anything but a list of factors; `instead`: what to do with something else. */
export function checkFactors(
  who: string,
  factors: unknown,
  instead?: string,
): asserts factors is readonly Factor[] {
  if (!Array.isArray(factors)) refuse(who, factors, instead);
  for (const factor of factors) if (!(factor instanceof Factor)) refuse(who, factor, instead);
}

function refuse(who: string, received: unknown, instead: string | undefined): never {
  const kind = (received as { kind?: string } | null)?.kind;
  return fail(who, "takes a factor or a list of factors", {
    received: kind ?? received,
    fix: kind === "label" ? "a label reads the future and is not a factor" : instead,
  });
}
