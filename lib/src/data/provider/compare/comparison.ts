import {
  counted,
  formatNumber,
  type Showable,
  showsItself,
  TableView,
  type TimeIndex,
} from "../../../core/index.js";
import { type Figure, lineChart, Sheet } from "../../../plot/index.js";
import type { Explanation } from "./explain.js";

/** One field of one symbol in two datasets. */
export interface FieldComparison extends Explanation {
  readonly symbol: string;
  readonly field: "open" | "high" | "low" | "close" | "volume";
  /** Dates on which both have a value. */
  readonly days: number;
  /** Dates on which only one has. */
  readonly onlyA: number;
  readonly onlyB: number;
  /** Dates with a difference beyond the tolerance. */
  readonly differing: number;
  /** Largest relative difference, `|b / a − 1|`, and its date; empty when there is none. */
  readonly largest: number;
  readonly on: string;
}

export interface ComparisonContents {
  readonly names: readonly [a: string, b: string];
  readonly rows: readonly FieldComparison[];
  /** Closes of both on all dates, by symbol. */
  readonly closes: {
    readonly time: TimeIndex;
    readonly a: ReadonlyMap<string, Float64Array>;
    readonly b: ReadonlyMap<string, Float64Array>;
  };
  /** Number of symbols of each. */
  readonly symbols: readonly [a: number, b: number];
  readonly tolerance: number;
}

/** Lines in the figure of ratios, symbols named for a reason. */
const DRAWN = 6;
const EXAMPLES = 5;

/** Where two datasets disagree. */
export class Comparison implements Showable {
  /** Names of the two. */
  readonly names: readonly [a: string, b: string];
  /** One row per symbol and field. */
  readonly rows: readonly FieldComparison[];

  constructor(private readonly contents: ComparisonContents) {
    this.names = contents.names;
    this.rows = contents.rows;
  }

  /** Whether they agree on every value that both have. */
  get agree(): boolean {
    return this.rows.every(({ differing }) => differing === 0);
  }

  /** The finding as a sentence. */
  get title(): string {
    const [a, b] = this.names;
    const closes = this.#of("close");
    const differing = closes.filter((row) => row.differing > 0);
    if (this.agree) return `${a} and ${b} agree on all bars of ${counted(closes.length, "symbol")}`;
    if (differing.length === 0) return `${a} and ${b} agree on all closes, not on other fields`;
    const [[kind, count]] = byCount(differing.map((row) => row.kind));
    const why = `${formatNumber(count, "integer")} of them: ${kind}`;
    return `${a} and ${b} differ in the closes of ${differing.length} of ${counted(closes.length, "symbol")}; ${why}`;
  }

  /** One row per field: how much was compared, and how much differs. */
  fields(): TableView {
    const [a, b] = this.names;
    const rows = [...new Set(this.rows.map(({ field }) => field))].map((field) => {
      const own = this.#of(field);
      const sum = (of: (row: FieldComparison) => number) => own.reduce((total, row) => total + of(row), 0);
      const days = sum((row) => row.days);
      const differing = sum((row) => row.differing);
      return {
        ...{ field, days, differing, share: differing / days },
        symbols: own.filter((row) => row.differing > 0).length,
        onlyA: sum((row) => row.onlyA),
        onlyB: sum((row) => row.onlyB),
      };
    });
    return new TableView(rows, {
      title: "By field",
      columns: [
        { key: "field" },
        { key: "days", label: "compared", unit: "values", format: "integer" },
        { key: "differing", label: "differ", unit: "values", format: "integer" },
        { key: "share", label: "differ", unit: "% of compared", format: "percent" },
        { key: "symbols", label: "differ", unit: "symbols", format: "integer" },
        { key: "onlyA", label: `only in ${a}`, unit: "values", format: "integer" },
        { key: "onlyB", label: `only in ${b}`, unit: "values", format: "integer" },
      ],
      note: `differ: by more than ${formatNumber(this.contents.tolerance, "percent")} in prices; volumes have a tolerance of their own`,
    });
  }

  /** One row per likely reason why closes differ: how many symbols, and examples. */
  reasons(): TableView {
    const differing = this.#of("close").filter((row) => row.differing > 0);
    const rows = byCount(differing.map(({ kind }) => kind)).map(([kind, symbols]) => {
      const own = differing.filter((row) => row.kind === kind);
      const examples = own.slice(0, EXAMPLES).map(({ symbol }) => symbol);
      return { kind, symbols, words: own[0].words, examples: examples.join(", ") };
    });
    return new TableView(rows, {
      title: rows.length > 0 ? "Why closes differ" : "No close differs",
      columns: [
        { key: "kind", label: "likely reason" },
        { key: "symbols", format: "integer" },
        { key: "words", label: "of the first" },
        { key: "examples" },
      ],
    });
  }

  /** One row per symbol and field that differs: closes first, then those with the most differing days, with a guess why. */
  differences(): TableView {
    const rows = this.rows.filter(({ differing }) => differing > 0);
    return new TableView(
      [...rows.filter(isClose).sort(byDays), ...rows.filter((row) => !isClose(row)).sort(byDays)].map(
        (row) => ({ ...row }),
      ),
      {
        title: rows.length > 0 ? "What differs" : "Nothing differs",
        columns: [
          { key: "symbol" },
          { key: "field" },
          { key: "days", label: "compared", unit: "days", format: "integer" },
          { key: "differing", label: "differ", unit: "days", format: "integer" },
          { key: "largest", label: "largest difference", unit: "% of the first", format: "percent" },
          { key: "on" },
          { key: "words", label: "likely because" },
        ],
        note: "a guess from the path of the ratio of the two; look at the days before you believe it",
      },
    );
  }

  /** The ratio of closes over time for the symbols that differ most; undefined when none does. */
  figure(): Figure | undefined {
    const [a, b] = this.names;
    const { closes } = this.contents;
    const worst = this.#of("close")
      .filter(({ differing }) => differing > 0)
      .sort(byDays)
      .slice(0, DRAWN);
    if (worst.length === 0) return undefined;
    const series = worst.map(({ symbol }) => {
      const [x, y] = [closes.a.get(symbol), closes.b.get(symbol)];
      return {
        name: symbol,
        time: closes.time,
        values: Float64Array.from(x ?? [], (value, i) => Number(y?.[i]) / value),
      };
    });
    const all = series.flatMap(({ values }) => [...values]).filter((value) => value > 0);
    const [low, high] = [all.reduce((x, y) => Math.min(x, y)), all.reduce((x, y) => Math.max(x, y))];
    return lineChart(series, {
      title: `Closes of ${b} are ${formatNumber(low)} to ${formatNumber(high)} times those of ${a}`,
      subtitle: `${counted(worst.length, "symbol")} with the most differing days; 1 is agreement; logarithmic`,
      source: `datasets ${a} and ${b}, raw closes`,
      y: { label: "Ratio of closes", unit: `${a} = 1` },
      reference: 1,
      log: true,
    });
  }

  toText(): string {
    return this.#sheet().toText();
  }
  toHtml(): string {
    return this.#sheet().toHtml();
  }

  #sheet(): Sheet {
    const { symbols, closes } = this.contents;
    const { time } = closes;
    const [a, b] = this.names;
    const common = this.#of("close").length;
    const figure = this.figure();
    return new Sheet({
      title: this.title,
      subtitle: `${counted(common, "common symbol")} (${a} has ${formatNumber(symbols[0], "integer")}, ${b} ${formatNumber(symbols[1], "integer")}), ${time.label(0)} to ${time.label(time.length - 1)}`,
      items: [this.fields(), this.reasons(), ...(figure ? [figure] : []), this.differences()],
    });
  }

  #of(field: FieldComparison["field"]): FieldComparison[] {
    return this.rows.filter((row) => row.field === field);
  }
}
showsItself(Comparison);

const isClose = ({ field }: FieldComparison) => field === "close";

const byDays = (x: FieldComparison, y: FieldComparison) => y.differing - x.differing || y.largest - x.largest;

/** Values by how often they come, the most frequent first. */
function byCount<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((x, y) => y[1] - x[1]);
}
