/**
 * Writes the generated tables of the docs from the registries of the built library.
 *
 *   npm run docs              rewrite the parts between the markers
 *   npm run docs -- --check   exit 1 when a part is stale, change nothing
 *
 * A part stands between `<!-- generated: NAME -->` and `<!-- end of NAME -->`.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BAR_FIELDS } from "../lib/build/data/columns/fields.js";
import { OTHER_REASONS } from "../lib/build/data/quality/rules.js";
import { TRADING_KPIS } from "../lib/dist/backtest/index.js";
import { TimeIndex } from "../lib/dist/core/index.js";
import { BAR_FEATURES, PROVIDERS, QUALITY_RULES } from "../lib/dist/data/index.js";
import { operators } from "../lib/dist/expr/index.js";
import { set, setNames } from "../lib/dist/factors/index.js";
import { GROUP_METRICS, IC_METRICS, LOSS_REASONS, LossReport } from "../lib/dist/ic/index.js";
import { EXIT_CODES } from "../lib/dist/notebook/index.js";
import { KPI_SYMBOLS, KPIS } from "../lib/dist/risk/index.js";
import { goldenCounts } from "./goldenCounts.mjs";
import { parityTables, publishedTable } from "./parity.mjs";

const PARTS = {
  columns: () =>
    table(
      ["field", "needed", "column names, without case, spaces and punctuation"],
      BAR_FIELDS.map(({ field, required, aliases }) => [
        code(field),
        required ? "yes" : "no",
        aliases.map(code).join(", "),
      ]),
    ),
  "bar-features": () =>
    table(
      ["field", "unit", "formula", "source"],
      BAR_FEATURES.map(({ name, unit, formula, source }) => [code(name), unit, formula, source]),
    ),
  providers: () =>
    table(
      [
        "provider",
        "prices",
        "actions",
        "frequencies",
        "requests without charge",
        "stamp of a bar",
        "history",
        "variables with keys",
      ],
      PROVIDERS.map(({ name, facts }) => [
        `[${name}](${facts.documentation})`,
        facts.prices.replace("_", " "),
        facts.actions.join(", ") || "none",
        facts.frequencies.join(" "),
        `${facts.rate.requests} in ${facts.rate.seconds} s`,
        `${facts.label}, ${facts.zone}`,
        facts.history,
        facts.keys.map(code).join(", ") || "none needed",
      ]),
    ),
  "exit-codes": () =>
    table(
      ["code", "name", "meaning"],
      EXIT_CODES.map((row) => [row.code, row.name, row.meaning]),
    ),
  "quality-rules": () =>
    [
      table(
        ["rule", "the row", "says", "is certain"],
        [
          ...Object.entries(OTHER_REASONS).map(([name, text]) => [
            code(name),
            "quarantine",
            text,
            "with the row",
          ]),
          ...QUALITY_RULES.map((rule) => [code(rule.name), rule.action, rule.sentence, rule.known]),
        ],
      ),
      table(
        ["rule", "condition", "defaults", "the number beside a finding"],
        QUALITY_RULES.map(({ name, formula, thresholds, value }) => [
          code(name),
          formula,
          Object.entries(thresholds)
            .map(([key, limit]) => `${code(`${key}: ${limit.default}`)} ${limit.unit}`)
            .join("; ") || "–",
          value || "–",
        ]),
      ),
    ].join("\n\n"),
  operators: () =>
    table(
      ["operator", "inputs", "parameters", "definition"],
      operators.map(({ name, arity, more, params, formula }) => [
        code(name),
        more ? `${arity} or more` : arity,
        Object.entries(params).map(parameterText).join(", ") || "–",
        formula,
      ]),
    ),
  factors: factorTables,
  "loss-reasons": () => {
    const none = Object.fromEntries(LOSS_REASONS.map((reason) => [reason, new Int32Array(0)]));
    const empty = new LossReport("", 1, TimeIndex.of([]), 0, none, []);
    return table(
      ["step", "reason", "the observation is lost because"],
      empty.rows().map(({ step, reason, meaning }) => [step, code(reason), meaning]),
    );
  },
  "ic-metrics": () =>
    table(
      ["name", "meaning", "unit", "annualisation", "ddof", "interpolation", "ties"],
      Object.entries({ ...IC_METRICS, ...GROUP_METRICS }).map(([name, metric]) => [
        code(`${name}_h21`),
        metric.meaning,
        metric.unit,
        metric.annualisation,
        metric.ddof ?? "–",
        metric.interpolation ?? "–",
        metric.ties ?? "–",
      ]),
    ),
  symbols: () =>
    table(
      ["symbol", "meaning"],
      Object.entries(KPI_SYMBOLS).map(([symbol, text]) => [math(symbol), text]),
    ),
  "risk-kpis": () => kpiTable(KPIS),
  "trading-kpis": () => kpiTable(TRADING_KPIS),
  parity: () => parityTables(table),
  published: () => publishedTable(table),
  "golden-counts": () => goldenCounts(table),
};

/** The library set by set; a factor stands where it comes first. */
function factorTables() {
  const shown = new Set();
  return setNames
    .map((name) => {
      const factors = set(name).filter((entry) => !shown.has(entry));
      for (const entry of factors) shown.add(entry);
      return { name, factors };
    })
    .filter(({ factors }) => factors.length > 0)
    .map(({ name, factors }) => `## Set ${code(name)}\n\n${factorTable(factors)}`)
    .join("\n\n");
}

/** Expressions longer than a line can hold are left to `assay factors show`. */
function factorTable(factors) {
  return table(
    ["name", "definition", "expression", "look-back, sessions", "unit", "source"],
    factors.map(({ factor, doc, unit, source }) => [
      code(factor.name),
      doc,
      factor.formula.length > 200 ? code(`assay factors show ${factor.name}`) : code(factor.formula),
      Number.isFinite(factor.lookback) ? factor.lookback : "whole history",
      unit,
      source,
    ]),
  );
}

function kpiTable(kpis) {
  return table(
    ["name", "meaning", "formula", "unit", "annualisation", "ddof", "missing values", "source"],
    Object.entries(kpis).map(([name, kpi]) => [
      code(name),
      `**${kpi.label}.** ${kpi.meaning}`,
      math(kpi.formula),
      kpi.unit || "–",
      kpi.annualisation,
      kpi.ddof ?? "–",
      kpi.missing,
      kpi.source,
    ]),
  );
}

function parameterText([name, { kind, optional, min, max }]) {
  const range = [min, max].every((limit) => limit !== undefined) ? ` ${shown(min)} to ${max}` : "";
  return `${code(name)} (${kind}${range}${optional ? ", optional" : ""})`;
}

/** The smallest positive number stands for "above 0". */
const shown = (min) => (min === Number.MIN_VALUE ? "above 0" : min);

const code = (text) => `\`${text}\``;

/**
 * A code host shows dollar and backtick as mathematics. A bar would end the table's cell, and not every host knows
 * operatorname.
 */
function math(formula) {
  return `$\`${formula.replaceAll("|", "\\vert ").replaceAll("\\operatorname", "\\mathrm")}\`$`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const MARKED = /(<!-- generated: ([\w-]+) -->)[\s\S]*?(<!-- end of \2 -->)/g;
const used = new Set();

function rewritten(text, page) {
  return text.replace(MARKED, (_, start, name, end) => {
    if (!(name in PARTS)) throw new Error(`${page}: no generated part is called ${name}`);
    used.add(name);
    return `${start}\n\n${PARTS[name]()}\n\n${end}`;
  });
}

const check = process.argv.includes("--check");
const stale = [];
const pagesIn = (folder) =>
  readdirSync(new URL(`${folder}/`, import.meta.url)).map((name) => `${folder}/${name}`);
for (const page of [...pagesIn("guide"), ...pagesIn("methodology"), "parity.md"]) {
  const path = fileURLToPath(new URL(page, import.meta.url));
  const text = readFileSync(path, "utf8");
  const fresh = rewritten(text, page);
  if (fresh === text) continue;
  stale.push(`docs/${page}`);
  if (!check) writeFileSync(path, fresh);
}
const unused = Object.keys(PARTS).filter((name) => !used.has(name));
if (unused.length > 0) throw new Error(`no page has a marker for ${unused.join(", ")}`);
if (stale.length > 0) console.log(`${check ? "stale, run npm run docs" : "rewritten"}: ${stale.join(", ")}`);
if (check && stale.length > 0) process.exitCode = 1;
