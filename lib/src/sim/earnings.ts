import type { Random, TimeIndex } from "../core/index.js";
import type { EarningsReport, PlantedDrift } from "./contents.js";
import type { Universe } from "./universe.js";

/** Sessions over which the drift is spread. */
const SESSIONS = 20;
/** Sessions between two reports of a name. */
const QUARTER = 63;
/** Expectation of a standard normal variable that is positive. */
const MEAN_ABOVE = Math.sqrt(2 / Math.PI);

/** Quarterly reports of every name, and what they add to its log returns. */
export class Earnings {
  readonly planted: PlantedDrift;
  readonly #added: Float64Array;
  readonly #width: number;

  constructor(
    universe: Universe,
    time: TimeIndex,
    { drift, reaction, random }: { drift: number; reaction: number; random: Random },
  ) {
    this.#width = universe.symbols.length;
    this.#added = new Float64Array(time.length * this.#width);
    const reports: EarningsReport[] = [];
    for (let j = 0; j < this.#width; j++) {
      const estimate = Math.max(0.05, Math.round(universe.price[j] * 1.5) / 100);
      const spread = estimate * (0.05 + 0.1 * random.uniform());
      let row = universe.first[j] + 1 + random.integer(QUARTER);
      for (; row <= universe.last[j]; row += QUARTER - 2 + random.integer(5)) {
        const score = random.normal();
        this.#add(row, j, { score, drift, reaction });
        const release = random.uniform() < 0.5 ? "pre" : "post";
        const surprise = Math.round(score * spread * 1e4) / 1e4;
        const date = time.label(release === "pre" ? row : row - 1);
        reports.push({ symbol: universe.symbols[j], date, release, estimate, eps: estimate + surprise });
      }
    }
    reports.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.symbol < b.symbol ? -1 : 1));
    this.planted = { reports, drift, reaction, sessions: SESSIONS };
  }

  /** Add to the log returns of a session what is due on it. */
  addTo(row: number, returns: Float64Array): void {
    const start = row * this.#width;
    for (let j = 0; j < returns.length; j++) returns[j] += this.#added[start + j];
  }

  #add(row: number, j: number, report: { score: number; drift: number; reaction: number }): void {
    const added = this.#added;
    const unit = report.score / MEAN_ABOVE;
    added[row * this.#width + j] += unit * report.reaction;
    for (let k = 1; k <= SESSIONS; k++) {
      const cell = (row + k) * this.#width + j;
      if (cell < added.length) added[cell] += (unit * report.drift) / SESSIONS;
    }
  }
}
