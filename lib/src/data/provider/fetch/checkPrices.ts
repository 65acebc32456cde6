import { fail } from "../../../core/index.js";
import type { Provider } from "../provider.js";

/** Refuse prices of two kinds in one dataset: between them are jumps that nobody made. */
export function checkPrices([first, ...rest]: readonly Provider[]): void {
  const other = rest.find(({ facts }) => facts.prices !== first.facts.prices);
  if (!other) return;
  const [a, b] = [first, other].map(
    ({ name, facts }) => `${name} has ${facts.prices.replace("_", " ")} prices`,
  );
  fail("data.fetch", `${a}, ${b}: one dataset cannot mix them`, {
    fix: "make a dataset of each and compare them",
  });
}
