import {
  canonicalJson,
  checkInteger,
  checkKeys,
  count,
  record,
  type Showable,
  sha256,
  showsItself,
} from "../../core/index.js";
import { evaluate, type Factor, type FieldSource } from "../../expr/index.js";
import type { Figure } from "../../plot/index.js";
import { decayCurveFigure } from "../face/decayCurveFigure.js";
import { DEFAULT_TEST, meanInference } from "../meanInference.js";
import { type IcOptions, resolveOptions } from "../options.js";
import type { EvaluatedData } from "../reportData.js";
import { spanOf } from "../span.js";
import { type CurveInput, decayCurves } from "./decayCurves.js";
import type { DecayAt, DecayData } from "./decayData.js";
import { type DecayFit, fitDecay } from "./halfLife.js";

export interface DecayOptions extends Pick<IcOptions, "delay" | "delisting" | "minNames" | "from" | "to"> {
  /** Horizons 1 to this many sessions, and as many lags. Default 21. */
  maxHorizon?: number;
  /** These horizons instead; lags go up to the longest. */
  horizons?: readonly number[];
  /** Field of the prices behind the forward returns. Default `close` (adjusted). */
  price?: string;
}

/** How fast a factor loses its grip on returns. It shows itself as a chart. */
export class IcDecay implements DecayData, Showable {
  readonly name: string;
  readonly data: EvaluatedData;
  readonly horizons: readonly DecayAt[];
  readonly lags: readonly DecayAt[];
  readonly fit: DecayFit;

  constructor(content: DecayData) {
    this.name = content.name;
    this.data = content.data;
    this.horizons = content.horizons;
    this.lags = content.lags;
    this.fit = content.fit;
  }

  /** Sessions in which the rank IC of one session falls to half, see {@link fitDecay}. */
  get halfLife(): number {
    return this.fit.halfLife;
  }

  /** The rank IC against the horizon, as a chart. */
  figure(): Figure {
    return decayCurveFigure(this);
  }

  toText(): string {
    return this.figure().toText();
  }

  toHtml(): string {
    return this.figure().toHtml();
  }
}
showsItself(IcDecay);

const WHO = "ic.icDecay";

/**
 * How the rank IC of a factor decays: over horizons of 1, 2, … sessions, and with each single session further away.
 *
 * The two curves answer different questions. Returns over 5 and over 6 sessions share most of what they measure, so the
 * first curve is smooth by construction; the second meets every session once and shows when the factor stops knowing
 * anything. The half-life is that of the second. Counts as one trial of the current run; `report.decay()` of a factor that
 * was evaluated does not.
 *
 * @param market a market, or any source of fields on one grid of dates × assets
 *
 * @example
 * const decay = await ic.icDecay(market, momentum, { maxHorizon: 63 });
 * decay.halfLife
 */
export async function icDecay(
  market: FieldSource,
  factor: Factor,
  options: DecayOptions = {},
): Promise<IcDecay> {
  checkKeys(WHO, options, [
    "maxHorizon",
    "horizons",
    "delay",
    "delisting",
    "minNames",
    "from",
    "to",
    "price",
  ]);
  const { maxHorizon = 21, price: field = "close", horizons: given, ...rest } = options;
  const horizons = given ?? oneTo(checkInteger(WHO, "maxHorizon", maxHorizon, 1));
  const resolved = resolveOptions(WHO, { ...rest, horizons });
  const price = market.panel(field);
  const { time } = price;
  const span = spanOf(time, resolved);
  const data = {
    name: "name" in market && typeof market.name === "string" ? market.name : "",
    fingerprint: market.fingerprint,
    price: field,
    from: time.label(span.start),
    to: time.label(span.end - 1),
    dates: span.end - span.start,
    symbols: price.assets.length,
  };
  const input = { factor: evaluate(market, factor), price, span, ...resolved };
  const measure = {
    decay: resolved.horizons,
    delay: resolved.delay,
    ...(resolved.delisting && { delisting: resolved.delisting }),
    price: field,
    from: data.from,
    to: data.to,
  };
  const variant = canonicalJson({ factor: factor.hash, data: data.fingerprint, measure });
  record((recorder) =>
    recorder.trial({ kind: "evaluation", name: factor.name, hash: sha256(variant).slice(0, 16) }),
  );
  return decayOf(input, resolved.horizons, { name: factor.name, data });
}

/** The decay of factor values on checked input. */
export function decayOf(
  input: CurveInput,
  horizons: readonly number[],
  { name, data }: { name: string; data: EvaluatedData },
): IcDecay {
  const rankIc = decayCurves(input);
  const longest = horizons[horizons.length - 1];
  const lags = oneTo(longest).map((k) => pointOf(k - 1, rankIc(1, k - 1), 1));
  const curve = horizons.map((horizon) => pointOf(horizon, rankIc(horizon, 0), horizon));
  const fit = fitDecay(Float64Array.from(lags, (lag) => lag.mean));
  return new IcDecay({ name, data, horizons: curve, lags, fit });
}

export function oneTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

function pointOf(sessions: number, rankIc: Float64Array, horizon: number): DecayAt {
  const inference = meanInference(rankIc, horizon);
  const { interval, t, p } = inference[DEFAULT_TEST];
  return { sessions, mean: inference.mean, interval, t, p, dates: count(rankIc) };
}
