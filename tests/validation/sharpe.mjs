/** How often inference on Sharpe ratios calls the best of strategies without skill skilled, and what PBO says of them. */
import { mean, Random, std } from "../../lib/dist/core/index.js";
import {
  deflatedSharpe,
  probabilisticSharpe,
  probabilityOfBacktestOverfitting,
} from "../../lib/dist/risk/index.js";
import { fatTailed } from "./draws.mjs";
import { shareError, summary, table, withError } from "./page.mjs";
import { runs } from "./pool.mjs";

const SEED = 20_263;
const YEAR = 252;
const CONFIDENCE = 0.95;
/** Sharpe ratio per year of the one skilled strategy of a set. */
const SKILL = 2;

const ROWS = [
  { strategies: 1, dates: 1250, shared: 0, tails: false, trials: 2000 },
  { strategies: 10, dates: 1250, shared: 0, tails: false, trials: 2000 },
  { strategies: 100, dates: 1250, shared: 0, tails: false, trials: 1000 },
  { strategies: 100, dates: 1250, shared: 0, tails: true, trials: 1000 },
  { strategies: 100, dates: 1250, shared: 0.5, tails: false, trials: 1000 },
  { strategies: 100, dates: 1250, shared: 0, tails: false, skilled: true, trials: 500 },
];
const OVERFITTING = [
  { strategies: 50, dates: 1000, trials: 200 },
  { strategies: 50, dates: 1000, skilled: true, trials: 50 },
];

export const url = import.meta.url;

export function tasks(fast) {
  const of = (rows, kind) =>
    rows.flatMap((row, at) =>
      runs(fast ? 2 : row.trials, fast ? 2 : 25).map((run) => ({ kind, at, ...run })),
    );
  return [...of(ROWS, "sharpe"), ...of(OVERFITTING, "overfitting")];
}

export default function judge({ kind, at, from, to }) {
  const [rows, of] = kind === "sharpe" ? [ROWS, best] : [OVERFITTING, overfitting];
  return Array.from({ length: to - from }, (_, k) => {
    const row = rows[at];
    return of(strategies(row, new Random(SEED).fork(`${kind} ${at} ${from + k}`)));
  });
}

/** Daily returns; the first strategy has skill if any has. */
function strategies({ strategies: count, dates, shared = 0, tails = false, skilled = false }, random) {
  const draw = () => (tails ? fatTailed(random) : random.normal());
  const common = Float64Array.from({ length: dates }, draw);
  return Array.from({ length: count }, (_, k) => {
    const edge = skilled && k === 0 ? SKILL / Math.sqrt(YEAR) : 0;
    return common.map((part) => 0.01 * (edge + Math.sqrt(shared) * part + Math.sqrt(1 - shared) * draw()));
  });
}

/** Is the best strategy called skilled: by PSR, by DSR with the default spread, by DSR with that of the trials? */
function best(trials) {
  const sharpes = trials.map((returns) => (mean(returns) / std(returns)) * Math.sqrt(YEAR));
  const returns = trials[sharpes.indexOf(Math.max(...sharpes))];
  const given = { trials: trials.length };
  return [
    probabilisticSharpe(returns) > CONFIDENCE,
    deflatedSharpe(returns, given).value > CONFIDENCE,
    trials.length > 1 ? deflatedSharpe(returns, { trialSharpes: sharpes }).value > CONFIDENCE : undefined,
  ];
}

const overfitting = (trials) => probabilityOfBacktestOverfitting(trials).probability;

export function page(done, judged) {
  const failures = [];
  const of = (kind, at) => judged.filter((_, k) => done[k].kind === kind && done[k].at === at).flat();
  const rows = ROWS.map(({ strategies: count, shared, tails, skilled }, at) => {
    const trials = of("sharpe", at);
    const shares = [0, 1, 2].map((k) => trials.filter((one) => one[k]).length / trials.length);
    const most = 0.05 + 4 * shareError(0.05, trials.length);
    if (!skilled && shares[1] > most)
      failures.push(`DSR of ${count}: ${shares[1]} of noise above ${CONFIDENCE}`);
    return [
      count,
      skilled ? "one has skill" : "none has skill",
      tails ? "Student's t(4)" : "normal",
      shared,
      trials.length,
      ...shares.map((share, k) => (k === 2 && count === 1 ? "–" : withError(share, trials.length))),
    ];
  });
  const overfit = OVERFITTING.map(({ strategies: count, dates, skilled }, at) => {
    const found = of("overfitting", at);
    const figures = ["mean", "se", "std"].map((name) => summary(found)[name].toFixed(3));
    return [count, dates, skilled ? "one has skill" : "none has skill", found.length, ...figures];
  });
  return { failures, text: text(rows, overfit) };
}

const text = (rows, overfit) => `# Sharpe ratios

## The best of many strategies

Sets of strategies with 1,250 daily returns; the best by Sharpe ratio is judged. Shares of sets in which the probability of
skill is above ${CONFIDENCE}: without skill at most 5 % is honest, with one strategy of Sharpe ratio ${SKILL} the share is the power. PSR
ignores that the best was chosen; DSR corrects for it, with the spread that no skill gives (default) or the spread of
the trials' Sharpe ratios. Seed ${SEED}.

${table(
  [
    "strategies",
    "skill",
    "returns",
    "correlation",
    "sets",
    "PSR of the best",
    "**DSR, default**",
    "DSR, spread of the trials",
  ],
  rows,
)}

DSR asks for a probability of ${CONFIDENCE} of being above what luck gives *on average*, so that far less than 5 % of noise passes.
The expected maximum is that of independent trials; those that resemble each other make it stricter still, unless their
own spread is given.

## Probability of backtest overfitting

Combinatorially symmetric cross-validation with 16 blocks. Without skill the best strategy of one half of the dates is like
any other in the other half: the mean is a half. (Bailey, Borwein, López de Prado & Zhu 2015)

${table(["strategies", "dates", "skill", "sets", "mean PBO", "s.e.", "std over sets"], overfit)}

Written by \`npm run validate\`.
`;
