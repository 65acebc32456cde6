import { formatNumber } from "../../core/index.js";
import { codeText, environmentRows, flatParams, metricAxis, type RunRecord } from "../../tracking/index.js";
import { valueText } from "../words.js";
import type { ComparedCurve, ComparedKpi, ComparedRun } from "./client/comparedRun.js";
import { curvesOf, thinned } from "./curves.js";
import { minuteText } from "./pieces.js";
import type { SiteRun } from "./siteRun.js";

/** What comparisons, and the table of key figures, need of a run. */
export function comparedRun(
  { id, view, headline }: SiteRun,
  curves: readonly ComparedCurve[] = curvesOf(view),
): ComparedRun {
  const { record } = view;
  const params = [...flatParams(record.params)].map(([name, value]) => [name, valueText(value)]);
  if (record.seed !== null) params.push(["seed", String(record.seed)]);
  return {
    id,
    name: record.name,
    status: view.status,
    started: minuteText(record.startedAt),
    study: record.study ?? "",
    params: Object.fromEntries(params),
    kpis: [
      ...(Number.isNaN(headline.deflated) ? [] : [deflated(headline.deflated)]),
      ...Object.entries(view.metrics).map(([name, value]) => kpi(name, value)),
    ],
    facts: provenance(record),
    curves: curves.map(thinned),
  };
}

/** Not a metric of the run: it depends on what its study has tried since. */
const deflated = (value: number): ComparedKpi => ({
  name: "(deflated)",
  label: "Deflated Sharpe ratio",
  unit: "probability of skill after all trials",
  format: "percent",
  text: formatNumber(value, "percent"),
  value,
});

function kpi(name: string, value: number): ComparedKpi {
  const { label, unit, format = "number" } = metricAxis(name);
  const [, prefix = ""] = /^(.*)[./][^./]+$/.exec(name) ?? [];
  return {
    name,
    label: label === name || prefix === "" ? label : `${prefix}: ${label}`,
    unit: unit.replace(/^(1$|% ?)/, ""),
    format,
    text: formatNumber(value, format),
    value: Number.isFinite(value) ? value : null,
  };
}

function provenance(record: RunRecord): Record<string, string> {
  const data = record.data.map(({ dataset, version, fingerprint, from, to }, i): [string, string] => [
    i === 0 ? "data" : `data ${i + 1}`,
    `${dataset} ${version} ${fingerprint.slice(0, 12)}, ${from} to ${to}`,
  ]);
  const { code, notebook, modules } = record;
  const rows: [string, string | null][] = [
    ...data,
    ["code", codeText(code)],
    ["patch", code.patch?.sha256.slice(0, 12) ?? null],
    ["notebook", notebook && `${notebook.path} ${notebook.sha256.slice(0, 12)}`],
    ...(modules ?? []).map(({ path, sha256 }): [string, string] => [path, sha256.slice(0, 12)]),
    ...environmentRows(record),
  ];
  return Object.fromEntries(rows.filter((row): row is [string, string] => row[1] !== null));
}
