import { join } from "node:path";
import { checkInteger, checkKeys, checkOneOf, fail, projectRoot } from "../../core/index.js";
import { sessionCalendar } from "../calendar/namedCalendar.js";
import type { SessionCalendar, TradingHours } from "../calendar/sessionCalendar.js";
import { Zone } from "../calendar/zone.js";
import { type QualityOverrides, type QualityPolicy, qualityPolicy } from "../quality/policy.js";
import { overridesFor, readQualityPolicy } from "../quality/policyFile.js";
import { type BarFrequency, checkBarFrequency } from "./barFrequency.js";

const WHO = "data.ingestBars";

export interface IngestBarsOptions {
  /** Name of the dataset: letters, digits, `-`, `_`. */
  dataset: string;
  /** How long a bar is: `1m`, `5m`, `15m`, `30m`, `1h`. */
  frequency: BarFrequency;
  /** Whether the source names a bar by its start or by its end. Stored is the end: when the bar is known. */
  label: "start" | "end";
  /** IANA zone of times that carry none, e.g. `America/New_York` or `UTC`. Required where there are such times. */
  zone?: string;
  /** Calendar of the sessions. Default `XNYS`. */
  calendar?: string;
  /** Which bars are published: those of the extended hours as well, or regular ones only. Default `extended`. */
  hours?: TradingHours;
  /** Minutes after the close whose bars count as regular: where the closing auction is printed there. Default 0. */
  closingAuctionMinutes?: number;
  /** Field → column of the source, stronger than detection; the column of times is the field `date`. */
  map?: Readonly<Record<string, string>>;
  /** The symbol of a file without a symbol column; in a folder it is the file's name. */
  symbol?: string;
  /** In a folder: the files with such a name, and where the symbol stands in it, e.g. `{symbol}_1min.csv`. */
  pattern?: string;
  /** How times are written, as strftime codes. Default: ISO 8601, with or without a zone. */
  timeFormat?: string;
  /** Quality rules, stronger than those in the project's `config/quality.yaml`; bars within sessions know `ohlc_inconsistent`. */
  quality?: QualityOverrides;
  /** Bars that are worked off at once, unless one symbol has more. Default 2,000,000. */
  pieceRows?: number;
  /** Memory that DuckDB may take [megabytes]. Default 2048. */
  memory?: number;
  /** Told about locks and progress. Default: nobody. */
  onMessage?: (message: string) => void;
}

/** What judges and describes the bars of a source. */
export interface BarRules {
  readonly frequency: BarFrequency;
  readonly label: "start" | "end";
  readonly hours: TradingHours;
  readonly closingAuctionMinutes: number;
  readonly ohlcTolerance: number;
}

/** The options, checked and with their defaults. */
export interface IngestBarsPlan {
  readonly rules: BarRules;
  readonly policy: QualityPolicy;
  readonly calendar: SessionCalendar;
  readonly zone: Zone | undefined;
  readonly memory: number;
}

const KEYS = [
  ...["dataset", "frequency", "label", "zone", "calendar", "hours", "closingAuctionMinutes"],
  ...["map", "symbol", "pattern", "timeFormat", "quality", "pieceRows", "memory", "onMessage"],
];

export function planBars(options: IngestBarsOptions): IngestBarsPlan {
  checkKeys(WHO, options, KEYS);
  if (options.dataset === undefined) fail(WHO, "dataset is required", { fix: "name it, e.g. us-5m" });
  if (options.label === undefined) {
    fail(WHO, "label must say whether the source names a bar by its start or its end", {
      fix: 'label: "start" or label: "end"; a wrong one shifts every bar',
    });
  }
  const configured = readQualityPolicy(join(projectRoot(), "config", "quality.yaml"));
  const policy = qualityPolicy(...overridesFor(configured, options.dataset), options.quality ?? {});
  return {
    rules: {
      frequency: checkBarFrequency(WHO, options.frequency),
      label: checkOneOf(WHO, "label", options.label, ["start", "end"]),
      hours: checkOneOf(WHO, "hours", options.hours ?? "extended", ["regular", "extended"]),
      closingAuctionMinutes: checkInteger(
        WHO,
        "closingAuctionMinutes",
        options.closingAuctionMinutes ?? 0,
        0,
      ),
      ohlcTolerance: Number(policy.rules.ohlc_inconsistent.tolerance),
    },
    policy,
    calendar: sessionCalendar(options.calendar ?? "XNYS"),
    zone: options.zone === undefined ? undefined : new Zone(options.zone),
    memory: checkInteger(WHO, "memory", options.memory ?? 2048, 256),
  };
}
