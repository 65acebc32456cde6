import { fail } from "../core/index.js";
import { decayOf, type IcDecay } from "./decay/icDecay.js";
import { type Exposure, exposures } from "./exposure/exposures.js";
import { type HeldReturns, heldReturns } from "./longShort/heldReturns.js";
import type { EvaluatedData } from "./reportData.js";
import type { ReportSource } from "./reportSource.js";
import { orderRows } from "./rowOrder.js";
import { type Span, spanOf } from "./span.js";

/** The parts of a report that need the factor's values again: computed when first read, then kept. */
export class ReportParts {
  private readonly known = new Map<string, unknown>();
  private readonly span: Span;

  constructor(
    private readonly source: ReportSource,
    private readonly of: { readonly name: string; readonly data: EvaluatedData },
  ) {
    this.span = spanOf(source.price.time, source.options);
  }

  decay(horizons: readonly number[]): IcDecay {
    const { source, span } = this;
    const { delay, delisting, minNames } = source.options;
    return this.once(`decay ${horizons}`, () =>
      decayOf(
        { factor: source.factor(), price: source.price, span, delay, delisting, minNames },
        horizons,
        this.of,
      ),
    );
  }

  held(horizon: number): HeldReturns {
    const { source, span } = this;
    const { price, options } = source;
    return this.once(`held ${horizon}`, () => {
      const width = price.assets.length;
      const { values } = source.factor();
      const factor = orderRows(values.subarray(span.start * width, span.end * width), width);
      return heldReturns({ ...options, factor, price, span, horizon });
    });
  }

  /** Whether the market is known that the exposures are measured on. */
  get hasMarket(): boolean {
    return this.source.market !== undefined;
  }

  exposures(): readonly Exposure[] {
    const { source, span } = this;
    const { market } = source;
    if (!market) {
      fail("ic.FactorReport.exposures", "needs the market that the factor was computed on", {
        fix: "evaluate an expression with ic.evaluate; values in a panel carry no market",
      });
    }
    const { minNames } = source.options;
    return this.once("exposures", () => exposures(market, { factor: source.factor(), span, minNames }));
  }

  private once<T>(key: string, compute: () => T): T {
    if (!this.known.has(key)) this.known.set(key, compute());
    return this.known.get(key) as T;
  }
}
