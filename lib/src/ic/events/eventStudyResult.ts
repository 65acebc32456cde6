import { checkInteger, fail, type Showable, showsItself, type TableView } from "../../core/index.js";
import { type Figure, Sheet } from "../../plot/index.js";
import { eventFigure } from "../face/eventFigure.js";
import { eventHeadline, eventLossTable, eventTable } from "../face/eventTables.js";
import type { EstimatedEvent, EventStudyData, ExpectedReturn } from "./eventData.js";
import { type EventLoss, eventLoss } from "./eventLoss.js";
import { type EventTest, eventTest } from "./eventTest.js";
import type { EventWindow } from "./eventWindows.js";
import { forecastVariance } from "./expectedReturn.js";

interface Content {
  readonly windows: readonly EventWindow[];
  readonly before: number;
  readonly after: number;
  readonly model: ExpectedReturn;
  readonly benchmark: string;
  readonly loss: EventLoss;
  readonly market: string;
}

/** Mean abnormal returns around events with their tests. Shows itself as a chart with band, a table and the losses. */
export class EventStudy implements EventStudyData, Showable {
  readonly days: Int32Array;
  readonly daily: readonly EventTest[];
  readonly cumulative: readonly EventTest[];
  readonly abnormal: Float64Array;
  readonly events: readonly EstimatedEvent[];
  readonly model: ExpectedReturn;
  readonly benchmark: string;
  readonly loss: EventLoss;
  readonly market: string;
  readonly #windows: readonly EventWindow[];

  /** Made by `ic.eventStudy`. */
  constructor({ windows, before, after, model, benchmark, loss, market }: Content) {
    this.#windows = windows;
    this.model = model;
    this.benchmark = benchmark;
    this.loss = loss;
    this.market = market;
    this.days = Int32Array.from({ length: before + after + 1 }, (_, k) => k - before);
    this.events = windows.map(({ symbol, date, expected }) => {
      const { alpha, beta, residualStd, sessions } = expected;
      return { symbol, date, alpha, beta, residualStd, sessions };
    });
    this.abnormal = new Float64Array(windows.length * this.days.length);
    windows.forEach((window, i) => {
      this.abnormal.set(window.abnormal, i * this.days.length);
    });
    const days = Array.from(this.days);
    this.daily = days.map((day) => this.between(day, day));
    this.cumulative = days.map((day) => this.between(-before, day));
  }

  /** The abnormal return added up from one day of the event window to another, both included, mean over events, with its tests. */
  between(from: number, to: number): EventTest {
    const who = "ic.EventStudy.between";
    const [first, last] = [this.days[0], this.days[this.days.length - 1]];
    checkInteger(who, "from", from, first);
    checkInteger(who, "to", to, from);
    if (to > last) fail(who, `to must be a day of the event window, at most ${last}`, { received: to });
    const sums = new Float64Array(this.#windows.length);
    const standardized = new Float64Array(this.#windows.length);
    this.#windows.forEach(({ abnormal, benchmark, expected }, i) => {
      for (let k = from - first; k <= to - first; k++) sums[i] += abnormal[k];
      const variance = forecastVariance(
        this.model,
        expected,
        benchmark.subarray(from - first, to - first + 1),
      );
      standardized[i] = sums[i] / (expected.residualStd * Math.sqrt(variance));
    });
    const rows = Int32Array.from(this.#windows, ({ row }) => row);
    return eventTest({ from, to, sums, standardized, rows });
  }

  /**
   * The study of some of the events, for example of one year or one sector. Nothing is estimated again, and it is no
   * further trial; the events that are left out do not count as lost.
   * @example study.subset(({ date }) => date < "2016").between(0, 1).mean
   */
  subset(keep: (event: EstimatedEvent, index: number) => boolean): EventStudy {
    const { days, model, benchmark, market } = this;
    const windows = this.#windows.filter((_, i) => keep(this.events[i], i));
    const window = { before: -days[0], after: days[days.length - 1] };
    return new EventStudy({
      windows,
      ...window,
      model,
      benchmark,
      market,
      loss: eventLoss(windows.length, []),
    });
  }

  /** Mean abnormal return added up over the event window, in its 95 % band. */
  figure(): Figure {
    return eventFigure(this);
  }

  /** Some days and spans with their tests. */
  table(): TableView {
    return eventTable(this, this.between.bind(this));
  }

  /** Which events fell out and why. */
  lossTable(): TableView {
    return eventLossTable(this.loss);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    const between = this.between.bind(this);
    const items: Showable[] = [eventTable(this, between, "Spans and their tests"), this.lossTable()];
    if (this.events.length > 1 && this.days.length > 1) items.unshift(this.figure());
    return new Sheet({ title: eventHeadline(this, between), items }).toHtml();
  }
}
showsItself(EventStudy);
