import { alphalens } from "./rows/alphalens.mjs";
import { empyrical } from "./rows/empyrical.mjs";
import { measured } from "./rows/measured.mjs";
import { pandas } from "./rows/pandas.mjs";
import { qlib } from "./rows/qlib.mjs";
import { quantstats } from "./rows/quantstats.mjs";
import { skfolio } from "./rows/skfolio.mjs";
import { statistics } from "./rows/statistics.mjs";
import { vectorbt } from "./rows/vectorbt.mjs";

/**
 * Our figures beside those of the peers on one input. A row is equal to the peer's figure, or names the convention that
 * parts them and gives our figure `under` that convention, which must be equal.
 *
 * The library is an argument: the documentation is made with the built one, tests run on the sources.
 */
export function parityRows(library, input, peers) {
  const at = measured(library, input);
  const given = { library, input, at };
  return [
    ...alphalens(given),
    ...skfolio(given),
    ...qlib(given),
    ...empyrical(given),
    ...quantstats(given),
    ...vectorbt(given),
    ...statistics(given),
    ...pandas(given),
  ].map((row) => ({ ...row, theirs: peers[row.peer][row.key] }));
}

/** Whether two figures are the same but for rounding. */
export function equal(a, b) {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
