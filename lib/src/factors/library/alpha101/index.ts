import { Factor } from "../../../expr/index.js";
import type { LibraryFactor } from "../libraryFactor.js";
import type { Alpha } from "./alpha.js";
import { from001 } from "./from001.js";
import { from026 } from "./from026.js";
import { from051 } from "./from051.js";
import { from076 } from "./from076.js";

/** What stands for the paper's inputs that daily bars and sectors do not hold. */
function withStandIns(text: string): string {
  return text
    .replaceAll(/\bvwap\b/g, "((high + low + close) / 3)")
    .replaceAll(/\bIndClass\.\w+/g, "IndClass.sector");
}

/** Texts are read when a factor is first asked for: all of them would slow down every start. */
function entryOf([number, title, text]: Alpha): LibraryFactor {
  const name = `alpha101_${String(number).padStart(3, "0")}`;
  let factor: Factor | undefined;
  return Object.freeze({
    name,
    get factor() {
      factor ??= Factor.parse(withStandIns(text), { dialect: "worldquant" }).named(name);
      return factor;
    },
    title,
    doc: `\`${text}\``,
    unit: "the paper's",
    source: `Kakushadze 2016, alpha ${number}`,
  });
}

/**
 * Kakushadze's 101 Formulaic Alphas (2016), read from the paper's own texts by the WorldQuant dialect, without number
 * 56, which needs market capitalisation. The typical price (high + low + close) / 3 stands for `vwap`, the sector for
 * `IndClass.industry` and `IndClass.subindustry`. Every window must be full.
 */
export const alpha101: readonly LibraryFactor[] = [...from001, ...from026, ...from051, ...from076].map(
  entryOf,
);
