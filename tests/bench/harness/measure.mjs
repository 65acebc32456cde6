import { performance } from "node:perf_hooks";
import { compareParts } from "./compare.mjs";

/**
 * A benchmark:
 *   group, name, size, threads  what is done, on how much, with how many threads of ours
 *   needs                       a file without which it is skipped
 *   prepare()                   → async or plain `run()`, which is timed, with `numbers(value)` that reads its result
 *   peers[]                     { name, threads, target?, tolerance?, note?, reduce? } and either `task` + `args`
 *                               (Python) or `prepare()` as above (in this process); `reduce` makes of our numbers
 *                               those that the peer gives; `scale`: its time counts as often, for a
 *                               peer that does a part of the work; `runs`: at most so many, for a
 *                               slow one; `parts`: that many quantities, compared each for itself
 * Ours and the peers take turns, run by run, so that a busy machine disturbs all alike.
 */
export async function measure(bench, { runs, peer }) {
  const ours = await bench.prepare();
  const rivals = [];
  for (const given of bench.peers) rivals.push(await prepareRival(given, peer));
  const expected = await warmUp(ours);
  for (const rival of rivals) await orGiveUp(rival, () => warmUpRival(rival, expected));

  const times = [];
  for (let i = 0; i < runs; i++) {
    times.push((await timed(ours)).ms);
    for (const rival of rivals) {
      const { scale = 1, runs: most = runs } = rival.given;
      if (!rival.side || i >= most) continue;
      await orGiveUp(rival, async () => rival.times.push(scale * (await rival.side.time())));
    }
  }
  await ours.close?.();
  for (const rival of rivals) await rival.side?.close?.();
  return rivals.map((rival) => rowOf(bench, times, rival));
}

/** A peer that fails is not measured, and the report says so. */
async function orGiveUp(rival, work) {
  try {
    await work();
  } catch (error) {
    await rival.side.close?.();
    rival.side = undefined;
    rival.times = [];
    rival.check = `the peer failed: ${error.message.split("\n").at(-1)}`;
  }
}

async function timed(side) {
  const start = performance.now();
  const value = await side.run();
  return { ms: performance.now() - start, value };
}

async function warmUp(side) {
  const { value } = await timed(side);
  return side.numbers ? side.numbers(value) : null;
}

async function prepareRival(given, peer) {
  const rival = { given, times: [], agrees: null, check: "" };
  if (given.prepare) {
    const side = await given.prepare();
    if (side) rival.side = side.time ? side : timedHere(side);
    else rival.check = "the peer is not installed";
  } else if (peer) {
    rival.side = await peer.prepare(given.task, given.args ?? {});
    if (!rival.side) rival.check = "the peer is not installed";
  } else rival.check = "no Python with pandas";
  return rival;
}

/** A rival that runs in this process. */
const timedHere = (side) => ({
  numbers: async () => warmUp(side),
  time: async () => (await timed(side)).ms,
  close: side.close,
});

async function warmUpRival(rival, expected) {
  if (!rival.side) return;
  const theirs = await rival.side.numbers();
  if (!expected || !theirs) return;
  const wanted = rival.given.reduce ? rival.given.reduce(expected) : expected;
  const { tolerance = 1e-9, parts = 1 } = rival.given;
  const { agrees, text } = compareParts(wanted, theirs, { tolerance, parts });
  rival.agrees = agrees;
  rival.check = agrees ? `equal to ${text}` : `DIFFERS: ${text}`;
}

function rowOf(bench, times, { given, times: theirs, agrees, check }) {
  const ours = summary(times);
  const peer = theirs.length > 0 ? summary(theirs) : null;
  const ratio = peer ? peer.median / ours.median : null;
  const met = ratio === null || given.target === undefined ? null : ratio >= given.target;
  const verdict =
    agrees === false ? check : ratio === null ? `not measured (${check})` : `${ratio.toFixed(2)}×`;
  return {
    group: bench.group,
    name: bench.name,
    size: bench.size,
    threads: bench.threads ?? 1,
    ours,
    peer: given.name,
    peerThreads: given.threads ?? 1,
    theirs: peer,
    ratio,
    target: given.target ?? null,
    met,
    agrees,
    check,
    note: given.note ?? "",
    verdict,
  };
}

/** Median, smallest and largest, in ms. */
export function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1], runs: sorted.length };
}
