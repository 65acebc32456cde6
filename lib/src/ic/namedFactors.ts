import { fail } from "../core/index.js";
import { checkFactors, type Factor } from "../expr/index.js";

export interface NamedFactorsOptions {
  /** How many it takes. Default 1. */
  least?: number;
  /** What to do with something that is no factor. */
  instead?: string;
}

/** The factors of a call as a list; they must have distinct names. */
export function namedFactors(
  who: string,
  factors: Factor | readonly Factor[],
  { least = 1, instead }: NamedFactorsOptions = {},
): readonly Factor[] {
  const list: unknown = Array.isArray(factors) ? factors : [factors];
  checkFactors(who, list, instead);
  if (list.length < least) {
    fail(who, `needs at least ${least === 1 ? "one factor" : `${least} factors`}`, { received: list.length });
  }
  const names = new Set<string>();
  for (const { name } of list) {
    if (names.has(name)) {
      fail(who, "factors must have distinct names", { received: name, fix: 'rename one with .named("…")' });
    }
    names.add(name);
  }
  return list;
}
