import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  checkKeys,
  checkOneOf,
  type DateLike,
  fail,
  isIntraday,
  isoDate,
  nearest,
  record,
  type Showable,
  showsItself,
  type TableView,
} from "../../core/index.js";
import type { Factor } from "../../expr/index.js";
import { EventTable } from "../events/eventTable.js";
import { joinKept, tablesFor } from "../events/joinKept.js";
import { checkKept } from "../events/keptChecks.js";
import { keepEvents, readKeptEvents, rollbackEvents } from "../events/keptEvents.js";
import { type KeptEvents, keptNames, keptVersion, keptVersions } from "../events/keptManifest.js";
import { type AppendBarsOptions, appendBars } from "../intraday/appendBars.js";
import type { Bars } from "../intraday/bars.js";
import { compactBars } from "../intraday/compactBars.js";
import { ingestBars } from "../intraday/ingestBars.js";
import type { IngestBarsOptions } from "../intraday/ingestBarsOptions.js";
import { type BarsOptions, checkBarsOptions, selectBars } from "../intraday/selectBars.js";
import { Market } from "../market/market.js";
import type { Source } from "../source/source.js";
import type { SqlUse } from "../sql/askLake.js";
import { lakeSql, type SqlOptions, type SqlTag } from "../sql/lakeSql.js";
import {
  type KeptMembership,
  keepMembership,
  keptMemberships,
  readKept,
} from "../universe/keptMemberships.js";
import type { Membership } from "../universe/membership.js";
import { Universe } from "../universe/universe.js";
import { append } from "./append/append.js";
import { historyTable } from "./historyTable.js";
import type { Holdout } from "./holdout.js";
import { ingest } from "./ingest.js";
import type { AppendOptions, IngestOptions } from "./ingestOptions.js";
import type { IngestResult } from "./ingestResult.js";
import { type KnownOptions, knowledgeOf } from "./knowledge.js";
import { countRead, holdoutOf, lockDates, unlockDates } from "./lockDates.js";
import type { ManifestEntry } from "./manifest.js";
import { readManifest } from "./manifestLog.js";
import { openSpan, touches } from "./openSpan.js";
import type { CollectedPanels } from "./panels/collectPanels.js";
import { datasetPaths } from "./paths.js";
import { readFindings } from "./readFindings.js";
import { readKnown } from "./readKnown.js";
import type { MarketSpan } from "./span.js";
import { statusTable } from "./statusTable.js";
import type { Outcome } from "./transact.js";
import { checkVersion } from "./upkeep/checkVersion.js";
import { type CollectOptions, collect } from "./upkeep/collect.js";
import type { CollectedVersions } from "./upkeep/collectVersions.js";
import { compact } from "./upkeep/compact.js";
import { rollback } from "./upkeep/rollback.js";
import { Verification, verifyVersions } from "./verify.js";

export interface MarketOptions extends MarketSpan, KnownOptions {
  /** A published version, e.g. `v2`. Default: the newest. */
  version?: string;
  /** `read` opens the dates that {@link Lake.lock} keeps back, and is counted. Default `closed`: end before them. */
  holdout?: "closed" | "read";
  /**
   * Kept tables of events whose fields the market gets, `events.NAME.FIELD`: by name, or by the factors that read them. Each is
   * the newest version, as far as it was known by `asOf`. Default none.
   */
  events?: readonly (string | Factor)[];
}

/** A folder of datasets, each a sequence of published, immutable versions. Open one with {@link openLake}. */
export class Lake implements Showable {
  constructor(
    /** The lake's folder. */
    readonly dir: string,
  ) {}

  /** Names of the published datasets, sorted. */
  datasets(): string[] {
    const raw = join(this.dir, "raw");
    if (!existsSync(raw)) return [];
    return readdirSync(raw)
      .filter((name) => existsSync(join(raw, name, "manifest.jsonl")))
      .sort();
  }

  /** Every version of a dataset, oldest first. */
  history(dataset: string): readonly ManifestEntry[] {
    const entries = readManifest(datasetPaths(this.dir, dataset).manifest);
    if (entries.length === 0) this.#failUnknown(dataset);
    return entries;
  }

  /** The newest version of a dataset, or the one named. */
  version(dataset: string, version?: string): ManifestEntry {
    const entries = this.history(dataset);
    return version === undefined
      ? (entries.at(-1) as ManifestEntry)
      : checkVersion(dataset, entries, version);
  }

  /** Every version of a dataset as a table, oldest first: what it added, restated, removed, put into quarantine, and its source. */
  changes(dataset: string): TableView {
    return historyTable(dataset, this.history(dataset));
  }

  /** Make an older version the newest again, see {@link rollback}; nothing is deleted. */
  rollback(dataset: string, version: string): Promise<Outcome> {
    this.version(dataset, version);
    return rollback(this, version, { dataset });
  }

  /** Merge the small files that appends to a dataset left, see {@link compact}: the same content, record and fingerprint. */
  compact(dataset: string): Promise<Outcome> {
    const { intraday } = this.version(dataset);
    return intraday ? compactBars(this, { dataset }) : compact(this, { dataset });
  }

  /** One row per dataset: version, size, span, what is in quarantine and flagged, fingerprint. */
  status(): TableView {
    return statusTable(this.datasets().map((dataset) => this.version(dataset)));
  }

  /**
   * Bring bars into the lake, see {@link ingest}. `source` is a path (CSV, `.csv.gz`, Parquet, or a folder of
   * them) or a source such as `syntheticSource(market)`.
   */
  ingest(source: string | Source, options: IngestOptions): Promise<IngestResult> {
    return ingest(this, source, options);
  }

  /**
   * Bring more bars into a dataset, see {@link append}: only what is new or restated is written, with the time at which it was
   * known, and nothing is deleted. The same again is `unchanged`.
   */
  append(source: string | Source, options: AppendOptions): Promise<IngestResult> {
    return append(this, source, options);
  }

  /**
   * Bring bars within sessions into the lake, see {@link ingestBars}: CSV or Parquet files, in bounded memory. `label` says
   * whether the source names a bar by its start or its end, `zone` in which zone its times are.
   */
  ingestBars(path: string, options: IngestBarsOptions): Promise<IngestResult> {
    return ingestBars(this, path, options);
  }

  /** Add later bars within sessions to a dataset, see {@link appendBars}: a day is added in seconds. */
  appendBars(path: string, options: AppendBarsOptions): Promise<IngestResult> {
    return appendBars(this, path, options);
  }

  /**
   * The bars within sessions of a dataset over a span, by default those of the regular hours: `bars.daily()` makes a daily
   * market of them, `bars.resample("15m")` longer bars. Nothing is read yet.
   */
  bars(dataset: string, options: BarsOptions = {}): Bars {
    checkBarsOptions(options);
    const { version, holdout = "closed", hours, ...asked } = options;
    const entry = this.version(dataset, version);
    const locked = this.holdout(dataset);
    const span = locked && holdout === "closed" ? openSpan(asked, locked) : asked;
    const bars = selectBars(this.dir, entry, { ...span, hours });
    this.#used(entry, { from: bars.span.first, to: bars.span.last, rows: bars.rows });
    return bars;
  }

  /**
   * The market of a dataset over a span: dense panels of raw and adjusted bars, actions, sectors.
   * An unknown dataset, symbol or an empty span is an error.
   */
  async market(dataset: string, options: MarketOptions = {}): Promise<Market> {
    checkKeys("data.Lake.market", options, [
      "from",
      "to",
      "symbols",
      "version",
      "holdout",
      "asOf",
      "revision",
      "events",
    ]);
    const { version, holdout = "closed", asOf, revision, events = [], ...asked } = options;
    checkOneOf("data.Lake.market", "holdout", holdout, ["closed", "read"]);
    const entry = this.version(dataset, version);
    if (isIntraday(entry.frequency)) {
      fail(
        "data.Lake.market",
        `${dataset} holds bars of ${entry.frequency}; a market is made of daily ones`,
        {
          fix: `await lake.bars("${dataset}").daily()`,
        },
      );
    }
    const locked = this.holdout(dataset);
    const span = locked && holdout === "closed" ? openSpan(asked, locked) : asked;
    const { contents, rows } = await readKnown(this.dir, entry, { span, asOf, revision });
    const { instants } = contents.time;
    const from = isoDate(instants[0]);
    const to = isoDate(instants[instants.length - 1]);
    this.#used(entry, { from, to, rows });
    const market = Market.fromContents(contents);
    const tables = tablesFor(events);
    if (tables.length === 0) return market;
    const longer = span.from === undefined ? market : await this.#before(entry, { span, asOf, revision });
    return joinKept(this.dir, market, { tables, asOf: knowledgeOf({ asOf }).asOf, longer });
  }

  /**
   * A question in SQL (DuckDB's) to the newest versions, as an Arquero table: each dataset is a table of its raw bars (`date`,
   * `symbol`, `open` …), with `DATASET.actions` and `DATASET.sectors` beside it, and each kept table of events is `events.NAME`.
   * What stands in `${…}` is a value, a panel (`date`, `symbol`, `value`) or a table, and is never read as SQL. One SELECT,
   * which sees nothing but these.
   *
   * Numbers are float64, missing is `NaN`; dates are `Date`s at UTC. Dates that are locked as a hold-out stay closed.
   * @example await lake.sql`SELECT symbol, avg(close) AS price FROM sp500 WHERE date >= ${from} GROUP BY ALL`
   * @example await lake.sql({ asOf: "2016-05-01", tables: { momentum } })`SELECT … FROM sp500 JOIN momentum USING (date, symbol)`
   */
  sql(options: SqlOptions): SqlTag;
  sql(...query: Parameters<SqlTag>): ReturnType<SqlTag>;
  sql(...given: [SqlOptions] | Parameters<SqlTag>): SqlTag | ReturnType<SqlTag> {
    const ask = (options: SqlOptions) => lakeSql(this, options, (entry, use) => this.#used(entry, use));
    const [first] = given;
    return Array.isArray(first) ? ask({})(...(given as Parameters<SqlTag>)) : ask(first as SqlOptions);
  }

  /**
   * Keep a membership, a universe or a table of events under its name, beside what was kept before; `note` says where it came
   * from. The same content as the newest adds nothing.
   */
  keep(what: Membership | Universe, options?: { note?: string }): KeptMembership;
  keep(what: EventTable, options?: { note?: string }): Promise<KeptEvents>;
  keep(
    what: Membership | Universe | EventTable,
    options: { note?: string } = {},
  ): KeptMembership | Promise<KeptEvents> {
    checkKeys("data.Lake.keep", options, ["note"]);
    if (what instanceof EventTable) return keepEvents(this.dir, what, options.note ?? "");
    const membership = what instanceof Universe ? what.membership : what;
    return keepMembership(this.dir, membership, options.note ?? "");
  }

  /** What was kept under a name: the newest, or the one whose fingerprint starts with `version`. */
  membership(name: string, version?: string): Membership {
    return readKept(this.dir, name, version);
  }

  /** Everything kept under a name, oldest first. */
  memberships(name: string): readonly KeptMembership[] {
    return keptMemberships(this.dir, name);
  }

  /** Names of the kept tables of events, sorted. */
  eventTables(): string[] {
    return keptNames(this.dir);
  }

  /** A kept table of events: the newest, or `version`, e.g. `v2`; its files are checked against the manifest. */
  events(name: string, version?: string): Promise<EventTable> {
    return readKeptEvents(this.dir, name, version);
  }

  /** Every version of a kept table of events, oldest first. */
  eventVersions(name: string): readonly KeptEvents[] {
    return keptVersions(this.dir, name);
  }

  /** Make an older version of a kept table of events the newest again; nothing is deleted. */
  rollbackEvents(name: string, version: string): Promise<KeptEvents> {
    return rollbackEvents(this.dir, name, version);
  }

  /** The dates of a dataset that are locked for a final test, and who has read them; `undefined` when none are. */
  holdout(dataset: string): Holdout | undefined {
    return holdoutOf(this.dir, dataset);
  }

  /**
   * Keep the dates from `from` on back for a final test: {@link market} ends before them unless it is told
   * `holdout: "read"`, and counts every such read. A lock can be moved to an earlier date, and lifted by {@link unlock};
   * reads stay counted over a move.
   */
  lock(dataset: string, options: { from: DateLike; reason?: string }): Holdout {
    return lockDates(this.dir, this.version(dataset), options);
  }

  /** Open the locked dates of a dataset to everybody; the reason stays in the log. */
  unlock(dataset: string, options: { reason: string }): void {
    unlockDates(this.dir, dataset, options);
  }

  /** The market of a span with all sessions before it. */
  async #before(
    entry: ManifestEntry,
    { span, ...known }: KnownOptions & { span: MarketSpan },
  ): Promise<Market> {
    const { contents } = await readKnown(this.dir, entry, { span: { ...span, from: undefined }, ...known });
    return Market.fromContents(contents);
  }

  #used({ dataset, version, fingerprint }: ManifestEntry, use: SqlUse): void {
    const locked = this.holdout(dataset);
    const reads = locked && touches(locked, use.to) ? countRead(this.dir, dataset, use) : 0;
    record((recorder) =>
      recorder.dataUsed({
        ...{ dataset, version, fingerprint, ...use },
        ...(locked && { holdout: { from: locked.from, reads } }),
      }),
    );
  }

  /** Rows of the newest version that were kept out, as delivered, with the reason. */
  quarantine(dataset: string): Promise<TableView> {
    return readFindings(this.dir, this.version(dataset), "rows");
  }

  /** Rows of the newest version that were published but stand out, with the flag and the number behind it. */
  flags(dataset: string): Promise<TableView> {
    return readFindings(this.dir, this.version(dataset), "flags");
  }

  /**
   * Re-hash the files of one dataset, of one table of events (`events/NAME`), or of all, and compare with the manifest: those
   * of the newest version, or with `all` of every version that was not collected.
   */
  async verify(dataset?: string, options: { all?: boolean } = {}): Promise<Verification> {
    checkKeys("data.Lake.verify", options, ["all"]);
    const table = dataset?.startsWith("events/") ? dataset.slice("events/".length) : undefined;
    const tables = dataset === undefined ? this.eventTables() : table === undefined ? [] : [table];
    const names = dataset === undefined ? this.datasets() : table === undefined ? [dataset] : [];
    const checks = [];
    for (const name of names) {
      const live = this.history(name).filter(({ collectedAt }) => !collectedAt);
      checks.push(...(await verifyVersions(this.dir, options.all ? live : live.slice(-1))));
    }
    for (const name of tables) {
      const versions = options.all ? keptVersions(this.dir, name) : [keptVersion(this.dir, name)];
      for (const version of versions) checks.push(...(await checkKept(this.dir, name, version)));
    }
    return new Verification(checks);
  }

  /**
   * Delete what is not needed: cached panels of every version but the newest of each dataset (`all`: of those as well; the next
   * read writes them again), and with `superseded` the files of versions that were replaced more than so many days ago. Those
   * versions cannot be opened any more; their lines stay in the history.
   */
  collect(options: CollectOptions = {}): CollectedPanels & CollectedVersions {
    const newest = this.datasets().map((dataset) => this.version(dataset));
    return collect(this.dir, newest, options);
  }

  toText(): string {
    return this.status().toText();
  }

  toHtml(): string {
    return this.status().toHtml();
  }

  #failUnknown(dataset: string): never {
    const known = this.datasets();
    const near = nearest(dataset, known);
    const have = known.length > 0 ? `it has ${known.join(", ")}` : "it is empty";
    return fail("data.Lake", `the lake has no such dataset; ${have}`, {
      received: dataset,
      fix: near ? `did you mean ${near}?` : `ingest it: npx assay ingest csv FILE --dataset ${dataset}`,
    });
  }
}
showsItself(Lake);
