import {
  type Cell,
  type DataUse,
  escapeHtml,
  type Showable,
  showsItself,
  TableView,
} from "../../core/index.js";
import { codeText } from "../runTables.js";
import type { RunView } from "../runView.js";
import type { CellChange } from "./cellDiff.js";
import { RunComparison } from "./runComparison.js";
import { environmentRows, type Sameness } from "./sameness.js";
import type { MetricRow, ParamRow } from "./sideBySide.js";

/** In what two runs can agree. */
export type Respect = "code" | "notebook" | "data" | "parameters" | "environment" | "metrics";

const RESPECTS: readonly Respect[] = ["code", "notebook", "data", "parameters", "environment", "metrics"];

interface Found {
  readonly same: Readonly<Record<Respect, Sameness>>;
  readonly params: readonly ParamRow[];
  readonly cells: readonly CellChange[];
  readonly metrics: readonly MetricRow[];
}

/** What differs between two runs. Made by `diffRuns`; shows itself, the verdict first. */
export class RunDiff implements Showable {
  /** Whether the runs agree, by respect. */
  readonly same: Readonly<Record<Respect, Sameness>>;
  /** Parameters that differ, by nested name. */
  readonly params: readonly ParamRow[];
  /** Cells of the notebooks that differ. */
  readonly cells: readonly CellChange[];
  /** Metrics whose final values differ. */
  readonly metrics: readonly MetricRow[];

  constructor(
    /** The run that is compared. */
    readonly a: RunView,
    /** The run that it is compared with. */
    readonly b: RunView,
    { same, params, cells, metrics }: Found,
  ) {
    this.same = same;
    this.params = params;
    this.cells = cells;
    this.metrics = metrics;
  }

  /** One sentence, and what it means where everything recorded agrees and the metrics do not. */
  get verdict(): string {
    const { same } = this;
    const sentence = RESPECTS.map((respect) => `${same[respect]} ${respect}`).join(", ");
    const causes = RESPECTS.filter((respect) => respect !== "metrics" && same[respect] !== "same");
    const unexplained = same.metrics === "different" && causes.length === 0;
    const advice = unexplained
      ? " Nothing that is recorded explains the difference: look for a seed, a clock, a file outside the lake."
      : "";
    return `${sentence[0].toUpperCase()}${sentence.slice(1)}.${advice}`;
  }

  /** The differences as plain data. */
  toJSON(): object {
    const { a, b, same, verdict, params, cells, metrics } = this;
    return { a: a.runId, b: b.runId, verdict, same, params, provenance: this.provenance(), cells, metrics };
  }

  toText(): string {
    const tables = this.tables().map((table) => table.toText());
    return [this.verdict, ...tables, ...this.cells.map(cellText)].join("\n\n");
  }

  toHtml(): string {
    const tables = this.tables().map((table) => table.toHtml());
    const cells = this.cells.map((cell) => `<pre>${escapeHtml(cellText(cell))}</pre>`);
    return [`<p><strong>${escapeHtml(this.verdict)}</strong></p>`, ...tables, ...cells].join("\n");
  }

  private tables(): TableView[] {
    const { a, b, params, metrics } = this;
    const [head, ...rest] = new RunComparison([a, b], { params, metrics }).tables();
    const provenance = new TableView(this.provenance(), { title: "Code, data and environment that differ" });
    return [head, ...[rest[0], provenance, rest[1]].filter((table) => table.rows.length > 0)];
  }

  private provenance(): Record<string, Cell>[] {
    const [a, b] = [rowsOf(this.a), rowsOf(this.b)];
    const names = [...new Set([...a.keys(), ...b.keys()])];
    return names
      .filter((name) => a.get(name) !== b.get(name))
      .map((name) => ({ name, A: a.get(name) ?? null, B: b.get(name) ?? null }));
  }
}
showsItself(RunDiff);

function rowsOf({ record }: RunView): Map<string, string | null> {
  const { code, data } = record;
  return new Map<string, string | null>([
    ["code", codeText(code)],
    ["patch", code.patch?.sha256.slice(0, 12) ?? null],
    ...(record.modules ?? []).map(({ path, sha256 }): [string, string] => [path, sha256.slice(0, 12)]),
    ["data", data.map(dataText).join("; ") || null],
    ...environmentRows(record),
  ]);
}

const dataText = ({ dataset, version, fingerprint, from, to }: DataUse) =>
  `${dataset} ${version} ${fingerprint.slice(0, 12)}, ${from} to ${to}`;

function cellText({ from, to, lines }: CellChange): string {
  const what =
    from === null
      ? `Cell ${to} of B is new`
      : to === null
        ? `Cell ${from} of A is gone`
        : `Cell ${from} → ${to}`;
  return [what, ...lines].join("\n");
}
