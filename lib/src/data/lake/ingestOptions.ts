import { join } from "node:path";
import { checkKeys, checkOneOf, fail, projectRoot } from "../../core/index.js";
import { type QualityOverrides, type QualityPolicy, qualityPolicy } from "../quality/policy.js";
import { overridesFor, readQualityPolicy } from "../quality/policyFile.js";

export interface IngestOptions {
  /** Name of the dataset: letters, digits, `-`, `_`. An existing one gets a new version with this content. */
  dataset: string;
  /** How far two bars are apart. Only `1d` so far. Default `1d`. */
  frequency?: "1d";
  /** Field → column of the source, stronger than detection, e.g. `{ close: "Close" }`. */
  map?: Readonly<Record<string, string>>;
  /** How dates are written, as strftime codes, e.g. `%d/%m/%Y`. Default: ISO, `YYYYMMDD` or `YYYY/MM/DD`. */
  dateFormat?: string;
  /** The symbol of a file without a symbol column. */
  symbol?: string;
  /** CSV or Parquet file with symbol and sector. */
  sectors?: string;
  /** CSV or Parquet file of corporate actions: symbol, ex-date, kind (`split`, `dividend`), value. */
  actions?: string;
  /**
   * CSV or Parquet file of symbol, security, first date and first date after it: bars, actions and sectors of the symbol in that
   * time are filed under the security. For symbols that changed, or that another company took over. Default: the symbol.
   */
  securities?: string;
  /** What the quality rules do and compare with, stronger than the project's `config/quality.yaml`. */
  quality?: QualityOverrides;
  /** Told about leftovers, locks and steps. Default: nobody. */
  onMessage?: (message: string) => void;
}

/** Options of an append. */
export interface AppendOptions extends IngestOptions {
  /**
   * When rows were first seen that carry no time of their own (column `known`): `ingest`, now, or `bar`, at the end of their own
   * date, e.g. when the past of a dataset is rebuilt. Default `ingest`.
   */
  known?: "ingest" | "bar";
}

const OPTIONS = [
  "dataset",
  "frequency",
  "map",
  "dateFormat",
  "symbol",
  "sectors",
  "actions",
  "securities",
  "quality",
  "onMessage",
  "known",
];

/** Refuse what cannot be meant; returns the thresholds to use. */
export function checkOptions(options: AppendOptions): QualityPolicy {
  checkKeys("data.ingest", options, OPTIONS);
  if (options.dataset === undefined)
    fail("data.ingest", "dataset is required", { fix: "name it, e.g. sp500" });
  checkOneOf("data.ingest", "frequency (only daily bars so far)", options.frequency ?? "1d", ["1d"]);
  checkOneOf("data.append", "known", options.known ?? "ingest", ["ingest", "bar"]);
  const configured = readQualityPolicy(join(projectRoot(), "config", "quality.yaml"));
  return qualityPolicy(...overridesFor(configured, options.dataset), options.quality ?? {});
}
