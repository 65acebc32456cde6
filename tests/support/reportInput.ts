import type { Showable } from "../../lib/src/core/index.js";
import type { ReportCell, ReportNotebook, ReportOutput, ReportRun } from "../../lib/src/report/index.js";
import { gallery } from "./charts.js";

export function shown(value: Showable): ReportOutput {
  return { output_type: "display_data", data: { "text/html": value.toHtml(), "text/plain": value.toText() } };
}

export function html(text: string): ReportOutput {
  return { output_type: "display_data", data: { "text/html": text } };
}

export function printed(text: string, name = "stdout"): ReportOutput {
  return { output_type: "stream", name, text };
}

export function code(source: string, outputs: ReportOutput[] = [], tags: string[] = []): ReportCell {
  return { cell_type: "code", source, outputs, metadata: { tags }, execution_count: 1 };
}

export function text(source: string): ReportCell {
  return { cell_type: "markdown", source };
}

/** Cells with execution counts from 1, as a kernel leaves them. */
export function notebookOf(cells: ReportCell[]): ReportNotebook {
  let n = 0;
  const numbered = cells.map((cell, i) => ({
    ...cell,
    ...(cell.cell_type === "code" ? { id: `cell-id-${i}`, execution_count: ++n } : {}),
  }));
  return { cells: numbered, metadata: { language_info: { name: "typescript" } } };
}

export function exampleNotebook(): ReportNotebook {
  const show = gallery();
  return notebookOf([
    text(
      "# Does momentum pay?\n\nA **factor report** on a synthetic market. One sentence that says what was asked and what came out.",
    ),
    code('const params = { dataset: "demo", factor: "mom_12_1", horizons: [1, 5, 21] };', [], ["parameters"]),
    code("params.horizons = [1, 5, 21];", [], ["injected-parameters"]),
    text(
      "## The market\n\n| field | unit |\n|---|---|\n| close | USD |\n| volume | shares |\n\nSee [the source](https://example.org) and `close.lag(21)`.",
    ),
    code(
      'import { openLake, ic } from "assay";\n\n// Twelve months, the last one left out\nconst market = await openLake().market("demo", { from: "2018-01-02" });\nconst momentum = market.close.lag(21).div(market.close.lag(252)).sub(1).named("mom_12_1");',
      [
        printed("\u001b[32mopened\u001b[39m demo: 300 symbols\nloading 10 %\rloading 100 %\n"),
        printed("one symbol has no sector\n", "stderr"),
      ],
    ),
    text("## Key figures"),
    code("report.cards", [shown(show.cards)]),
    text("## IC\n\n### By date"),
    code("report.icChart(21)", [shown(show.ic)]),
    text("### By horizon"),
    code("report", [shown(show.table), shown(show.decay)], ["hide-input"]),
    text("## Backtest"),
    code("backtest.equity", [shown(show.line), shown(show.drawdown)]),
    code("backtest.quantiles", [shown(show.bar), shown(show.histogram)]),
    code("backtest.months", [shown(show.heatmap)], ["remove-input"]),
    code("for (let i = 0; i < 500; i++) console.log(i)", [
      printed(Array.from({ length: 500 }, (_, i) => `line ${i}`).join("\n")),
    ]),
  ]);
}

export function failedNotebook(): ReportNotebook {
  const example = exampleNotebook();
  const error: ReportOutput = {
    output_type: "error",
    ename: "AssayError",
    evalue: 'data.market: unknown dataset "spx500" (did you mean sp500?)',
    traceback: [
      "\u001b[31mAssayError\u001b[39m: data.market: unknown dataset",
      "    at market (cell 3:2:14)",
    ],
  };
  const cells = example.cells.slice(0, 5).map((cell, i) => (i === 4 ? { ...cell, outputs: [error] } : cell));
  const later = example.cells.slice(5).map((cell) => ({ ...cell, outputs: [], execution_count: null }));
  return { ...example, cells: [...cells, ...later] };
}

const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

export function exampleRun(changes: Partial<ReportRun> = {}): ReportRun {
  return {
    run_id: "20261121-031512-factor-report-3f9a",
    name: "factor-report",
    status: "completed",
    startedAt: "2026-11-21T03:15:12.034Z",
    durationMs: 34_512,
    params: { dataset: "demo", factor: "mom_12_1", horizons: [1, 5, 21], quantiles: 5, from: "2018-01-02" },
    seed: 7,
    data: [
      {
        dataset: "demo",
        version: "v3",
        fingerprint: HASH,
        from: "2018-01-02",
        to: "2023-12-29",
        rows: 451_208,
      },
    ],
    code: {
      commit: "0123456789abcdef0123456789abcdef01234567",
      branch: "main",
      dirty: false,
      patch: null,
      note: null,
    },
    lockFile: { file: "package-lock.json", sha256: HASH },
    environment: {
      node: "v20.20.0",
      platform: "linux",
      arch: "x64",
      cpus: 2,
      assay: "0.1.0",
      tslab: "1.0.22",
      typescript: "5.0.4",
      variables: ["PATH"],
    },
    notebook: { path: "templates/factor-report.ipynb", sha256: HASH },
    cells: [],
    metrics: {
      rank_ic_mean_h1: 0.0112,
      rank_ic_mean_h21: 0.0338,
      dates_h21: 1379,
      quantile_spread_h21: "NaN",
    },
    metricsSha256: HASH,
    trials: { count: 6, distinct: 3 },
    error: null,
    tags: ["demo"],
    notes: [{ time: "2026-11-21T04:00:00.000Z", text: "Looks right." }],
    warnings: [],
    ...changes,
  };
}
