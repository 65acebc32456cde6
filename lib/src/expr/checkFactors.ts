import { fail } from "../core/index.js";
import { Factor } from "./factor.js";

/** Refuse anything but a list of factors. */
export function checkFactors(who: string, factors: unknown): asserts factors is readonly Factor[] {
  if (!Array.isArray(factors)) refuse(who, factors);
  for (const factor of factors) if (!(factor instanceof Factor)) refuse(who, factor);
}

function refuse(who: string, received: unknown): never {
  const kind = (received as { kind?: string } | null)?.kind;
  return fail(who, "takes a factor or a list of factors", {
    received: kind ?? received,
    fix: kind === "label" ? "a label reads the future and is not a factor" : undefined,
  });
}
