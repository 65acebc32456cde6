/**
 * How often each test of the mean rank IC rejects at 5 % when the factor is noise (level), and when it is not (power),
 * on three designs.
 */
import { Random } from "../../lib/dist/core/index.js";
import { DEFAULT_TEST, MEAN_TESTS } from "../../lib/dist/ic/index.js";
import { fatTailed, mixed, persistent } from "./draws.mjs";
import { percent, shareError, table, testHeads } from "./page.mjs";
import { runs } from "./pool.mjs";
import { forwardRanks, rankIcInference, rowRanks } from "./rankIcs.mjs";

const SEED = 20_271;
const LEVEL = 0.05;
/** The most that the default test may reject of noise. */
const PROMISED = 0.08;

const ROWS = [
  { design: "independent", dates: 1250, phi: 0.99, edge: 0, horizons: [20, 100], trials: 4000 },
  { design: "independent", dates: 1250, phi: 0.99, edge: 0, horizons: [1, 5], trials: 500 },
  { design: "independent", dates: 1250, phi: 0.9, edge: 0, horizons: [100], trials: 1000 },
  { design: "independent", dates: 1250, phi: 0, edge: 0, horizons: [100], trials: 1000 },
  { design: "independent", dates: 2500, phi: 0.99, edge: 0, horizons: [100], trials: 1000 },
  { design: "independent", dates: 1250, phi: 0.99, edge: 0.01, horizons: [20, 100], trials: 500 },
  { design: "sectors", dates: 1250, phi: 0.99, edge: 0, horizons: [20, 100], trials: 4000 },
  { design: "sectors", dates: 1250, phi: 0.99, edge: 0, horizons: [1, 5], trials: 500 },
  { design: "sectors", dates: 500, phi: 0.99, edge: 0, horizons: [5, 20], trials: 1000 },
  { design: "sectors", dates: 1250, phi: 0.99, edge: 0.02, horizons: [20, 100], trials: 500 },
  { design: "market", dates: 1250, phi: 0.99, edge: 0, horizons: [1, 20], trials: 1000 },
];

const DESIGNS = { independent, sectors, market };
const DRAWN = { independent: 60, sectors: 50, market: 50 };
const GROUPS = 10;

export const url = import.meta.url;

export function tasks(fast) {
  return ROWS.flatMap((row, at) =>
    runs(fast ? 8 : row.trials, fast ? 4 : 100).map((run) => ({ at, ...run })),
  );
}

/** Rejections of each test by horizon, over trials `from` to `to` of a row. */
export default function count({ at, from, to }) {
  const { design, dates, phi, edge, horizons } = ROWS[at];
  const names = DRAWN[design];
  const counts = horizons.map(() => MEAN_TESTS.map(() => 0));
  for (let trial = from; trial < to; trial++) {
    const random = new Random(SEED).fork(`${design} ${dates} ${phi} ${edge} ${trial}`);
    const { factor, moves } = DESIGNS[design]({ dates, names, phi }, random);
    for (let k = names; k < moves.length; k++) moves[k] += edge * factor[k - names];
    const ranks = rowRanks(factor, names);
    horizons.forEach((horizon, h) => {
      const inference = rankIcInference(ranks, forwardRanks(moves, { names, horizon }), { names, horizon });
      MEAN_TESTS.forEach((name, k) => {
        if (inference[name].p < LEVEL) counts[h][k]++;
      });
    });
  }
  return counts;
}

/** Factors and returns of independent names, normal. */
function independent(size, random) {
  const moves = new Float64Array(size.dates * size.names);
  const factor = persistent(size, random);
  for (let k = 0; k < moves.length; k++) moves[k] = random.normal();
  return { factor, moves };
}

/** Factors and returns that sectors share by half; fat tails; volatility that comes and goes. */
function sectors(size, random) {
  const { dates, names, phi } = size;
  const shape = { ...size, groups: GROUPS };
  const ofGroups = { dates, names: GROUPS };
  const factor = mixed(persistent(size, random), persistent({ ...ofGroups, phi }, random), shape);
  const draw = (length) => Float64Array.from({ length }, () => fatTailed(random));
  const moves = mixed(draw(dates * names), draw(dates * GROUPS), shape);
  const volatility = persistent({ dates, names: 1, phi: 0.97 }, random);
  for (let k = 0; k < moves.length; k++) moves[k] *= Math.exp(0.4 * volatility[Math.floor(k / names)]);
  return { factor, moves };
}

/** The factor is mostly the names' fixed beta to a market that makes 40 % of the variance of returns. */
function market(size, random) {
  const { dates, names } = size;
  const beta = Float64Array.from({ length: names }, () => random.normal());
  const factor = persistent(size, random).map((own, k) => Math.sqrt(0.19) * own + 0.9 * beta[k % names]);
  const moves = new Float64Array(dates * names);
  for (let t = 0; t < dates; t++) {
    const move = random.normal();
    for (let j = 0; j < names; j++) {
      moves[t * names + j] = Math.sqrt(0.4) * beta[j] * move + Math.sqrt(0.6) * random.normal();
    }
  }
  return { factor, moves };
}

export function page(done, counted) {
  const failures = [];
  const shown = { independent: [], sectors: [], market: [] };
  ROWS.forEach(({ design, dates, phi, edge, horizons }, at) => {
    const parts = done.flatMap((task, k) => (task.at === at ? [{ task, counts: counted[k] }] : []));
    const trials = parts.reduce((total, { task }) => total + task.to - task.from, 0);
    horizons.forEach((horizon, h) => {
      const shares = MEAN_TESTS.map(
        (_, k) => parts.reduce((total, { counts }) => total + counts[h][k], 0) / trials,
      );
      const share = shares[MEAN_TESTS.indexOf(DEFAULT_TEST)];
      const leeway = trials < 1000 ? 4 * shareError(PROMISED, trials) : 0;
      if (edge === 0 && share > PROMISED + leeway) {
        failures.push(
          `${design}, ${dates} dates, h ${horizon}, φ ${phi}: ${percent(share)} of noise rejected`,
        );
      }
      shown[design].push([
        dates,
        horizon,
        phi,
        edge || "none",
        trials,
        ...shares.map((part) => percent(part)),
      ]);
    });
  });
  const head = ["dates", "horizon h", "φ", "edge", "trials", ...testHeads];
  return { failures, text: text(head, shown) };
}

const points = (trials) => (shareError(LEVEL, trials) * 100).toFixed(1);

const text = (head, shown) => `# Overlap and persistence

How often six two-sided tests of the mean rank IC reject at 5 %. The factor of each name is an AR(1) with coefficient φ;
returns are noise plus *edge* times the factor of the date before. Without an edge the factor is noise too, and a share
of 5 % is honest; with one, the share is the power. A share near 5 % has a standard error of
${points(4000)} points over 4,000 trials, ${points(1000)} over 1,000, ${points(500)} over 500. Two horizons of one design, φ and edge share their trials. Seed ${SEED}.

## Independent names

${DRAWN.independent} names, normal returns of standard deviation 1.

${table(head, shown.independent)}

## Sectors, fat tails, changing volatility

${DRAWN.sectors} names in ${GROUPS} sectors. Half of the variance of factor and return is the sector's. Returns are Student's t with 4
degrees of freedom, times a volatility common to all names (log-AR(1), coefficient 0.97, standard deviation 0.4).

${table(head, shown.sectors)}

## A factor that is a beta

${DRAWN.market} names. 40 % of the variance of returns is a market's, to which names have fixed betas; the factor is that beta (81 % of
its variance) and an AR(1). The IC of such a factor is the market's return, whatever the other names do.

${table(head, shown.market)}

## Reading

- Overlap alone does no harm; overlap of a *persistent* factor does, to every test that ignores it.
- Newey–West with h − 1 lags leaves a part of the overlap out of its weights, and its normal distribution does not know
  that the long-run variance is estimated. It stays in the reports as \`rank_ic_t_h*\`, for comparison.
- The stationary bootstrap shares both weaknesses: it resamples few blocks.
- Fixed-b (Bartlett weights over max(3h, 1.3 √n) dates, the distribution of Kiefer & Vogelsang 2005) mends the second.
- **Cosines are the default** (Müller 2004; Lazarus, Lewis, Stock & Watson 2018), with what the overlap hides from them put
  back: they mend both, and Student's t with as many degrees of freedom as cosines costs little power.
- The default also allows for persistence of factor and returns [beyond the overlap](many-tests.md). Where there is none,
  as here, that costs a few tenths of a point of level, and 1 or 2 points of power.
- The t on every h-th date keeps its level everywhere and pays with power: it throws most dates away.

How many cosines, and what the correction is worth, was settled on other series: [pilot](pilot.md).
Definitions: [Evaluation](../methodology/evaluation.md#inference). Written by \`npm run validate\`.
`;
