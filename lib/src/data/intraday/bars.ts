import {
  checkKeys,
  checkOneOf,
  fail,
  nearest,
  type Panel,
  type Showable,
  showsItself,
  TableView,
} from "../../core/index.js";
import { lastSession } from "../calendar/lastSession.js";
import { sessionCalendar } from "../calendar/namedCalendar.js";
import type { SessionCalendar, TradingHours } from "../calendar/sessionCalendar.js";
import type { DateSpan } from "../dateSpan.js";
import { type Database, withDatabase } from "../duckdb/database.js";
import type { Knowledge } from "../lake/knowledge.js";
import type { ManifestEntry } from "../lake/manifest.js";
import type { Market } from "../market/market.js";
import {
  allBarsSql,
  type FilesOfBars,
  filesOfBars,
  symbolSql,
  symbolsIn,
  tablesOfBars,
} from "./barFilesOf.js";
import { type BarFrequency, checkBarFrequency, minutesOf } from "./barFrequency.js";
import { BAR_NUMBERS, type BarField, barPanel } from "./barPanel.js";
import { type DailyOptions, dailyMarket } from "./features/dailyMarket.js";
import { inLanes } from "./lanes.js";
import { missingBars } from "./missingBars.js";
import type { BarScanner, ReadableBars } from "./readableBars.js";
import { type Resampling, resampleSql } from "./resampleSql.js";
import { createSessions } from "./sessionsTable.js";

const WHO = "data.Bars";

export interface ResampleOptions {
  /** Whether a new bar is named by its start or its end. Default `end`, when it is known. */
  label?: "start" | "end";
  /**
   * Which boundary belongs to a new bar. Default `right`: the bar that ends at 9:45 holds those that end after 9:30 and up to
   * 9:45. `left` puts the bar that ends at 9:45 into the next one.
   */
  closed?: "left" | "right";
}

/** What bars are meant, and how they are put together. */
interface Selected {
  readonly root: string;
  readonly entry: ManifestEntry;
  readonly span: DateSpan;
  readonly hours: TradingHours;
  /** `undefined`: every symbol. */
  readonly symbols: readonly string[] | undefined;
  readonly known: Knowledge;
  readonly resampling: readonly Resampling[];
  readonly frequency: BarFrequency;
}

/**
 * Bars within sessions, as a lake holds them: sorted, each named by the UTC instant of its end. Nothing is read until it is
 * asked for. A minute without a bar has none here either: nothing is filled.
 *
 * Made by `lake.bars(dataset, { from, to, symbols, hours })`.
 */
export class Bars implements ReadableBars, Showable {
  readonly #selected: Selected;
  readonly #files: FilesOfBars;
  readonly #calendar: SessionCalendar;

  constructor(selected: Selected) {
    this.#selected = selected;
    this.#files = filesOfBars(selected.root, selected.entry, selected.span);
    this.#calendar = sessionCalendar(selected.entry.intraday?.calendar ?? "XNYS");
  }

  get name(): string {
    return this.#selected.entry.dataset;
  }
  get frequency(): BarFrequency {
    return this.#selected.frequency;
  }
  /** Regular hours, or extended ones too. */
  get hours(): TradingHours {
    return this.#selected.hours;
  }
  /** First and last session, `YYYY-MM-DD`. */
  get span(): DateSpan {
    return this.#selected.span;
  }
  /** The sessions that the bars belong to. */
  get calendar(): SessionCalendar {
    return this.#calendar;
  }
  /** Rows in the files that will be read. */
  get rows(): number {
    return this.#files.rows;
  }

  /** Those of the regular hours only. */
  regular(): Bars {
    return new Bars({ ...this.#selected, hours: "regular" });
  }

  /**
   * Longer bars, counted from the opening of each session (of its extended hours, where those are meant), so that none spans two
   * sessions; the last one of a session may be shorter and ends at the close. Where no bar is, there is no longer bar.
   */
  resample(frequency: BarFrequency, options: ResampleOptions = {}): Bars {
    const who = `${WHO}.resample`;
    checkKeys(who, options, ["label", "closed"]);
    this.#checkEnds(who);
    const minutes = minutesOf(checkBarFrequency(who, frequency));
    const now = minutesOf(this.frequency);
    if (minutes < now || minutes % now !== 0) {
      fail(who, `frequency must be a multiple of ${this.frequency}`, { received: frequency });
    }
    const step: Resampling = {
      minutes,
      label: checkOneOf(who, "label", options.label ?? "end", ["start", "end"]),
      closed: checkOneOf(who, "closed", options.closed ?? "right", ["left", "right"]),
      until: this.#selected.known.asOf,
    };
    return new Bars({ ...this.#selected, resampling: [...this.#selected.resampling, step], frequency });
  }

  /** The symbols, sorted, or as they were asked for. One that the dataset does not have is an error. */
  async symbols(): Promise<string[]> {
    const known = await withDatabase((db) => this.#known(db));
    const { symbols = known } = this.#selected;
    const unknown = symbols.find((symbol) => !known.includes(symbol));
    if (unknown === undefined) return [...symbols];
    const near = nearest(unknown, known);
    return fail(WHO, `${this.name} has no such symbol in this span among its ${known.length}`, {
      received: unknown,
      fix: near && `did you mean ${near}?`,
    });
  }

  /**
   * One number of the bars as a panel, instants × symbols: of a short span, as it is dense. Instants are those at which any of the
   * symbols has a bar.
   */
  panel(field: BarField): Promise<Panel> {
    checkOneOf(`${WHO}.panel`, "field", field, BAR_NUMBERS);
    return barPanel(this, field);
  }

  /**
   * A daily market from the regular bars: open, high, low, close, volume of each session and the features of `BAR_FEATURES` as
   * fields, e.g. `field("realised_variance")`. All of a session is known at its close.
   */
  daily(options: DailyOptions = {}): Promise<Market> {
    this.#checkEnds(`${WHO}.daily`);
    return dailyMarket(this.#ended().regular(), options);
  }

  /** Sessions in which a symbol lacks bars of the regular hours: bars there are, bars a full session has, bars missing. */
  missing(): Promise<TableView> {
    this.#checkEnds(`${WHO}.missing`);
    return missingBars(this.#ended().regular());
  }

  /** The first bars as a table. */
  async head(rows = 10): Promise<TableView> {
    const [symbol] = await this.symbols();
    let found: Record<string, string | number | null>[] = [];
    await this.#inLanes([0], async (db, _, sqlOf) => {
      const sql = `SELECT symbol, date::VARCHAR AS date, strftime(time, '%Y-%m-%dT%H:%MZ') AS time, regular, open, high, low, close,
        volume FROM ${sqlOf(symbol)} LIMIT ${rows}`;
      found = (await db.rows(sql)) as Record<string, string | number | null>[];
    });
    return new TableView(found, { title: `${this.name}, ${this.frequency}: first bars of ${symbol}` });
  }

  /**
   * Read numbers of the bars, symbol by symbol and in the order of time: `select` is SQL over `symbol, date, time, regular, open …
   * volume` that gives doubles and integers. For the kernels of this folder.
   */
  async each(
    symbols: readonly string[],
    select: string,
    scan: (symbol: number) => BarScanner,
  ): Promise<void> {
    await this.#inLanes(
      symbols.map((_, i) => i),
      async (db, i, sqlOf) => {
        await db.scan(`SELECT ${select} FROM ${sqlOf(symbols[i])}`, scan(i));
      },
    );
  }

  toText(): string {
    return this.#describe().toText();
  }
  toHtml(): string {
    return this.#describe().toHtml();
  }

  /** Symbols that have bars, as far as they were known at the moment that is asked about. */
  async #known(db: Database): Promise<string[]> {
    const { bySymbol, tails, late } = this.#files;
    if (this.#selected.known.asOf === undefined) {
      return [...new Set([...bySymbol.keys(), ...(await symbolsIn(db, [...tails, ...late]))])].sort();
    }
    const bars = allBarsSql(this.#files, { ...this.#selected, hours: "extended" });
    return (await db.rows(`SELECT DISTINCT symbol FROM ${bars} ORDER BY 1`)).map(({ symbol }) =>
      String(symbol),
    );
  }

  #describe(): TableView {
    const { entry, symbols } = this.#selected;
    const row = {
      dataset: this.name,
      version: entry.version,
      frequency: this.frequency,
      hours: this.hours,
      ...this.span,
      symbols: symbols?.length ?? entry.symbols,
      calendar: this.#calendar.name,
    };
    return new TableView([row], {
      title: `Bars of ${this.frequency}`,
      note: `${this.#isByStart() ? "named by their start" : "named by their end, UTC: when they are known"}; nothing is filled`,
    });
  }

  #sql(symbol: string, lateSymbols: ReadonlySet<string>): string {
    const { hours, resampling } = this.#selected;
    const bars = symbolSql(symbol, { files: this.#files, lateSymbols }, this.#selected);
    return resampling.reduce((sql, step) => resampleSql(sql, hours, step), bars);
  }

  /** Those of sessions that had ended at the moment that is asked about. */
  #ended(): Bars {
    const { span, known, entry } = this.#selected;
    if (known.asOf === undefined) return this;
    const auction = (entry.intraday?.closingAuctionMinutes ?? 0) * 60_000;
    const last = lastSession(this.#calendar, known.asOf - auction, "regular");
    if (last < span.first) fail(WHO, "no session of this span had ended by then", { received: span.first });
    return new Bars({ ...this.#selected, span: { ...span, last: last < span.last ? last : span.last } });
  }

  async #inLanes(
    items: readonly number[],
    work: (db: Database, item: number, sqlOf: (symbol: string) => string) => Promise<void>,
  ): Promise<void> {
    await inLanes(items, { memory: 2048, spillDir: "" }, async (db, next) => {
      if (this.#selected.resampling.length > 0) await createSessions(db, this.#calendar, this.span);
      for (const table of tablesOfBars(this.#files)) await db.run(table);
      const late = new Set(await symbolsIn(db, this.#files.late));
      const sqlOf = (symbol: string) => this.#sql(symbol, late);
      for (let item = next(); item !== undefined; item = next()) await work(db, item, sqlOf);
    });
  }

  #isByStart(): boolean {
    return this.#selected.resampling.at(-1)?.label === "start";
  }

  #checkEnds(who: string): void {
    if (!this.#isByStart()) return;
    fail(who, "these bars are named by their start, which is before they are known", {
      fix: 'resample with label: "end"',
    });
  }
}
showsItself(Bars);
