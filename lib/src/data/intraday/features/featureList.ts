/** What a feature of a session's bars is. */
export interface BarFeature {
  readonly name: string;
  /** `1` for a pure number. */
  readonly unit: string;
  /** In the notation of the methodology: r the log returns of the bars, v their volumes. */
  readonly formula: string;
  readonly source: string;
}

/**
 * The daily features of intraday bars, known at the close of their session. Over the regular bars of one symbol and session:
 * r₁ = ln(close₁ / open₁), rᵢ = ln(closeᵢ / closeᵢ₋₁) from one bar to the next one that there is, n their number.
 */
export const BAR_FEATURES = [
  { name: "bars", unit: "bars", formula: "n", source: "" },
  {
    name: "coverage",
    unit: "1",
    formula: "n over the number of bars that a full session has",
    source: "",
  },
  {
    name: "realised_variance",
    unit: "1/session",
    formula: "Σ rᵢ²",
    source: "Andersen, Bollerslev, Diebold & Labys 2003",
  },
  {
    name: "bipower_variation",
    unit: "1/session",
    formula: "π/2 · n/(n−1) · Σ |rᵢ| |rᵢ₋₁|",
    source: "Barndorff-Nielsen & Shephard 2004; n/(n−1): Huang & Tauchen 2005",
  },
  {
    name: "realised_skewness",
    unit: "1",
    formula: "√n · Σ rᵢ³ / (Σ rᵢ²)^(3/2)",
    source: "Amaya, Christoffersen, Jacobs & Vasquez 2015",
  },
  {
    name: "realised_kurtosis",
    unit: "1",
    formula: "n · Σ rᵢ⁴ / (Σ rᵢ²)²; 3 for normal returns",
    source: "Amaya, Christoffersen, Jacobs & Vasquez 2015",
  },
  {
    name: "vwap",
    unit: "price",
    formula: "Σ vᵢ (highᵢ + lowᵢ + closeᵢ)/3 / Σ vᵢ",
    source: "Berkowitz, Logue & Noser 1988",
  },
  {
    name: "amihud_intraday",
    unit: "1/currency",
    formula: "mean of |rᵢ| / (closeᵢ vᵢ) over the bars with volume",
    source: "Amihud 2002, bar by bar",
  },
  {
    name: "opening_volume_share",
    unit: "1",
    formula: "volume of the first 30 minutes / volume",
    source: "Admati & Pfleiderer 1988",
  },
  {
    name: "closing_volume_share",
    unit: "1",
    formula: "volume of the last 30 minutes, with the closing auction / volume",
    source: "Bogousslavsky & Muravyev 2023",
  },
  {
    name: "intraday_return",
    unit: "1",
    formula: "ln(close / open) of the session",
    source: "Lou, Polk & Skouras 2019",
  },
  {
    name: "overnight_return",
    unit: "1",
    formula: "ln(open / close of the session before), both adjusted",
    source: "Lou, Polk & Skouras 2019",
  },
] as const satisfies readonly BarFeature[];

export type BarFeatureName = (typeof BAR_FEATURES)[number]["name"];
