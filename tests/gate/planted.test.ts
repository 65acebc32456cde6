import { describe, expect, test } from "vitest";
import { Random } from "../../lib/src/core/index.js";
import { syntheticMarket } from "../../lib/src/sim/index.js";
import { Planter } from "../../lib/src/sim/plant.js";
import { RankedSignal } from "../../lib/src/sim/ranked.js";
import { acrossSeeds, measure, momentum, reversal, totalReturnCloses } from "../unit/sim/reference.js";

const SEEDS = 48;

/** Mean rank ICs at horizon 1 over many small markets, measured by the independent reference. */
function measured(size: { symbols: number; years: number }, planted: readonly [number, number]) {
  const ics: [number[], number[]] = [[], []];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const effects = { momentum: { rankIc: planted[0] }, reversal: { rankIc: planted[1] } };
    const market = syntheticMarket({ seed, ...size, effects });
    const closes = totalReturnCloses(market);
    ics[0].push(measure(market, closes, momentum).mean);
    ics[1].push(measure(market, closes, reversal).mean);
  }
  return ics.map(acrossSeeds);
}

describe(`measured rank IC over ${SEEDS} seeds`, () => {
  test.each([
    ["default effects", { symbols: 60, years: 2 }, [0.03, 0.02]],
    ["strong effects, few names", { symbols: 40, years: 2 }, [0.1, 0.05]],
    ["momentum alone", { symbols: 60, years: 2 }, [0.05, 0]],
    ["reversal alone", { symbols: 60, years: 2 }, [0, 0.08]],
    ["opposite signs", { symbols: 60, years: 2 }, [-0.04, 0.04]],
  ] as const)("is the planted one within 2 s.e. + 0.002: %s", (_, size, planted) => {
    measured(size, planted).forEach(({ mean, error }, p) => {
      expect(Math.abs(mean - planted[p])).toBeLessThan(2 * error + 0.002);
      expect(error).toBeLessThan(0.003);
    });
  });

  test("is zero within 2 s.e. when nothing is planted", () => {
    for (const { mean, error } of measured({ symbols: 80, years: 3 }, [0, 0])) {
      expect(Math.abs(mean)).toBeLessThan(2 * error);
    }
  });
});

describe("on a single date", () => {
  /** Two correlated signals and fat-tailed returns with a common part, at random. */
  function draw(random: Random, names: number) {
    const column = (value: (j: number) => number) => Float64Array.from({ length: names }, (_, j) => value(j));
    const first = column(() => random.normal());
    const second = column((j) => 0.5 * first[j] + 0.87 * random.normal());
    const common = random.normal();
    const noise = column(() => {
      const tail = random.uniform() < 0.05 ? 4 : 1;
      return (1 + 0.3 * random.normal()) * common + tail * Math.exp(0.4 * random.normal()) * random.normal();
    });
    const day = { noise, shift: new Float64Array(names), live: new Uint8Array(names).fill(1) };
    return { signals: [first, second] as const, day };
  }

  function rankIcs(signals: readonly Float64Array[], live: Uint8Array, returns: Float64Array): number[] {
    return signals.map((signal) => {
      const ranked = new RankedSignal(signal.length);
      ranked.load(signal, live);
      return ranked.rankIc(returns);
    });
  }

  /** Mean and root mean square of (shift of the rank IC − planted) over dates. */
  function misses(names: number, crash: boolean) {
    const random = new Random(5);
    const planter = new Planter(names, [0.06, 0.03]);
    const out = new Float64Array(names);
    const all: number[] = [];
    for (let date = 0; date < 400; date++) {
      const { signals, day } = draw(random, names);
      if (crash) day.shift[date % names] = -5;
      planter.apply(signals, day, out);
      const before = rankIcs(signals, day.live, day.noise);
      const after = rankIcs(signals, day.live, out);
      all.push(after[0] - before[0] - 0.06, after[1] - before[1] - 0.03);
    }
    const mean = all.reduce((sum, miss) => sum + miss, 0) / all.length;
    return { mean, rms: Math.sqrt(all.reduce((sum, miss) => sum + miss * miss, 0) / all.length) };
  }

  test.each([
    [300, false, 0.0001, 0.001],
    [300, true, 0.0001, 0.001],
    [80, false, 0.0005, 0.005],
    [80, true, 0.0005, 0.005],
    [20, false, 0.003, 0.05],
  ])("%i names (crash: %s): the noise's rank IC moves by the planted value", (names, crash, bias, rms) => {
    const miss = misses(names, crash);
    expect(Math.abs(miss.mean)).toBeLessThan(bias);
    expect(miss.rms).toBeLessThan(rms);
  });

  test("names without a price on both sessions or without the signal do not count", () => {
    const random = new Random(9);
    const { signals, day } = draw(random, 100);
    for (let j = 0; j < 30; j++) signals[0][j] = Number.NaN;
    day.live.fill(0, 90);
    const out = new Float64Array(100);
    new Planter(100, [0.06, 0.03]).apply(signals, day, out);
    const before = rankIcs(signals, day.live, day.noise);
    const after = rankIcs(signals, day.live, out);
    expect(after[0] - before[0]).toBeCloseTo(0.06, 2);
    expect(after[1] - before[1]).toBeCloseTo(0.03, 2);
    expect([...out.subarray(90)]).toEqual([...day.noise.subarray(90)]);
  });

  test("with nothing planted and no crash the returns are the noise, bit for bit", () => {
    const { signals, day } = draw(new Random(3), 50);
    const out = new Float64Array(50);
    new Planter(50, [0, 0]).apply(signals, day, out);
    expect([...out]).toEqual([...day.noise]);
  });
});
