import type { Random } from "../core/index.js";
import { SECTORS } from "./sectors.js";
import { clip, type Universe } from "./universe.js";

const MARKET_VOLATILITY = 0.008;
const SECTOR_VOLATILITY = 0.0045;

/**
 * Log returns without any effect: market, sector and idiosyncratic part, with fat tails and clustered
 * volatility. Given the past they are symmetric around zero: so the expected rank correlation with anything
 * known before is exactly zero, and what is planted on top is the whole truth.
 */
export class Noise {
  /** Log returns of the current session. */
  readonly returns: Float64Array;
  /** Their standard deviation as known before the session. */
  readonly scale: Float64Array;
  private readonly garch: Float64Array;
  private readonly sectorReturns = new Float64Array(SECTORS.length);
  private stress = 0;

  constructor(
    private readonly universe: Universe,
    private readonly random: Random,
  ) {
    const size = universe.symbols.length;
    this.returns = new Float64Array(size);
    this.scale = new Float64Array(size);
    this.garch = new Float64Array(size).fill(1);
  }

  /** Draw the next session into {@link returns} and {@link scale}. */
  next(): void {
    const { random, universe, garch, returns, scale, sectorReturns } = this;
    this.stress = clip(0.97 * this.stress + 0.1 * random.normal(), -1.2, 1.5);
    const marketScale = MARKET_VOLATILITY * Math.exp(this.stress);
    const sectorScale = SECTOR_VOLATILITY * Math.exp(0.5 * this.stress);
    const calm = Math.exp(0.3 * this.stress);
    const market = marketScale * random.normal();
    for (let s = 0; s < sectorReturns.length; s++) sectorReturns[s] = sectorScale * random.normal();
    for (let j = 0; j < returns.length; j++) {
      const own = universe.volatility[j] * calm * Math.sqrt(garch[j]);
      const shock = fatTailed(random);
      const beta = universe.beta[j];
      returns[j] = beta * market + sectorReturns[universe.sector[j]] + own * shock;
      scale[j] = Math.sqrt(beta * beta * marketScale * marketScale + sectorScale * sectorScale + own * own);
      garch[j] = Math.min(6, 0.04 + (0.91 + 0.05 * shock * shock) * garch[j]);
    }
  }
}

/** Unit variance; one draw in fifty is four times as wide as the others. */
function fatTailed(random: Random): number {
  const wide = random.uniform() < 0.02;
  return random.normal() * (wide ? 3.5082 : 0.87706);
}
