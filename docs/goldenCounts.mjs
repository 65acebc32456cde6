import { readFileSync } from "node:fs";

/** Families of golden values: the files, and in each what is compared (`*`: every member). The rest is input. */
const FAMILIES = [
  {
    family: "kernels and statistics",
    held: {
      "core/kernels": ["rolling", "ewm", "rank", "pearson", "spearman", "quantiles", "moments"],
      "core/quantile_buckets": ["cases.*.buckets"],
    },
  },
  {
    family: "operators",
    held: {
      "expr/time_series": ["windows", "drawdowns", "whole"],
      "expr/cross_section": ["expected"],
      "expr/structure": ["hurstRs", "hurstDfa", "spectralEnergy", "dominantPeriod", "pcaLoading"],
    },
  },
  { family: "qlib's functions, against its own engine", held: { "expr/qlib_dialect": ["values"] } },
  { family: "factors: core", held: { "factors/library": ["factors"] } },
  { family: "factors: volatility, shape", held: { "factors/volatility": ["factors"] } },
  { family: "factors: liquidity", held: { "factors/liquidity": ["factors"] } },
  { family: "factors: market, beta, breadth", held: { "factors/market": ["factors"] } },
  {
    family: "factors: momentum, trend, season",
    held: { "factors/momentum": ["factors"], "factors/structure": ["factors"] },
  },
  { family: "factors: technical", held: { "factors/ta": ["factors"] } },
  { family: "factors: Alpha158", held: { "factors/alpha158": ["factors"] } },
  { family: "factors: Alpha101", held: { "factors/alpha101": ["factors"] } },
  {
    family: "events as known at closes, factors on them",
    held: { "data/events/joined": ["closes", "factors"] },
  },
  {
    family: "IC, quantiles, turnover, decay, groups, events",
    held: {
      "ic/synthetic": ["cases"],
      "ic/sp500": ["filtered", "unfiltered", "alphalens", "alphalensDefault"],
      "ic/deep": ["groups", "alphaBeta", "calendar", "decay", "held", "monotonicity", "exposures"],
      "ic/correlation": ["rho", "heights", "cophenet", "clusters"],
      "ic/event_study": ["cases"],
      "ic/quantile_paths": ["demeaned", "plain"],
    },
  },
  {
    family: "factor regressions",
    held: {
      "ic/fama_french": ["params", "se", "rSquared"],
      "ic/regression": ["famaMacBeth", "timeSeries"],
    },
  },
  {
    family: "tests, p-values, corrections",
    held: {
      "core/kernels": ["hac"],
      "core/inference": ["distributions", "adjusted", "bootstraps"],
      "core/fixed_b": ["published", "checks"],
      "ic/inference": ["iid", "neweyWest", "everyHth", "cosine", "fixedB"],
      "ic/persistence": ["expected"],
      "risk/sharpe_inference": ["psr", "dsr", "track"],
      "risk/pbo": ["cases"],
    },
  },
  {
    family: "risk",
    held: {
      "risk/kpis": [
        "cases.*.kpis",
        "cases.*.with_rates",
        "cases.*.drawdown",
        "cases.*.drawdowns",
        "cases.*.monthly",
      ],
    },
  },
  { family: "backtest", held: { "backtest/simulate": ["cases"] } },
  {
    family: "data",
    held: { "data/adjusted_prices": ["adjustedClose", "adjustedVolume"], "data/calendar": ["*"] },
  },
  {
    family: "bars within sessions",
    held: { "intraday/bars": ["features", "resampled"], "intraday/real": ["features"] },
  },
  {
    family: "figures beside the peers'",
    held: { "parity/peers": ["figures"], "parity/qlib": ["figures"], "parity/vectorbt": ["figures"] },
  },
];

/** Golden values per family, counted in the files that the tests compare with. */
export function goldenCounts(table) {
  const rows = FAMILIES.map(({ family, held }) => {
    const parts = Object.entries(held).flatMap(([file, paths]) => {
      const json = JSON.parse(readFileSync(new URL(`../tests/golden/${file}.json`, import.meta.url), "utf8"));
      return paths.flatMap((path) => at(json, path.split("."), `${file}: ${path}`));
    });
    const factors = family.startsWith("factors")
      ? parts.reduce((sum, part) => sum + Object.keys(part).length, 0)
      : "–";
    const values = parts.reduce((sum, part) => sum + numbersIn(part), 0);
    return { family, factors, values, files: Object.keys(held) };
  });
  const total = (key) => rows.reduce((sum, row) => sum + (Number(row[key]) || 0), 0);
  return table(
    ["family", "factors", "golden values", "files in `tests/golden`"],
    [
      ...rows.map(({ family, factors, values, files }) => [
        family,
        factors,
        grouped(values),
        files.map((file) => `\`${file}\``).join(", "),
      ]),
      ["all", total("factors"), grouped(total("values")), ""],
    ],
  );
}

function at(json, [key, ...rest], where) {
  if (key === undefined) return [json];
  if (key === "*") return Object.values(json).flatMap((member) => at(member, rest, where));
  if (!(key in json)) throw new Error(`no golden values at ${where}`);
  return at(json[key], rest, where);
}

function numbersIn(value) {
  if (typeof value === "number") return 1;
  return value && typeof value === "object"
    ? Object.values(value).reduce((sum, inner) => sum + numbersIn(inner), 0)
    : 0;
}

const grouped = (n) => n.toLocaleString("en-US");
