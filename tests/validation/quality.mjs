/** How well the quality rules find flaws: injected ones of every kind, and those that are known of two real panels. */
import { existsSync } from "node:fs";
import { Random } from "../../lib/dist/core/index.js";
import { QUALITY_RULES } from "../../lib/dist/data/index.js";
import { sortBars } from "../../lib/dist/data/quality/bars/sortBars.js";
import { judge } from "../../lib/dist/data/quality/judge.js";
import { qualityPolicy } from "../../lib/dist/data/quality/policy.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";
import { BAR_FLAWS, inject } from "./flaws.mjs";
import { measurePanel, measurePointInTime, PANEL, PIT } from "./knownFlaws.mjs";
import { percent, table } from "./page.mjs";

const SEED = 52_311;
const SEEDS = 10;
const SIZE = { symbols: 120, years: 4 };

export const url = import.meta.url;

export function tasks(fast) {
  const injected = Array.from({ length: fast ? 1 : SEEDS }, (_, k) => ({
    seed: SEED + k,
    ...(fast ? { symbols: 30, years: 2 } : SIZE),
  }));
  const real = [PANEL, PIT].filter((file) => !fast && existsSync(file)).map((file) => ({ file }));
  return [...injected, ...real];
}

export default async function measure(task) {
  if (task.file === PANEL) return { panel: await measurePanel() };
  if (task.file === PIT) return { pit: await measurePointInTime() };
  return { injected: measureInjected(task) };
}

/** Counts per kind and per rule of one market; `clean` are findings in the bars before anything was put in. */
function measureInjected({ seed, symbols, years }) {
  const market = syntheticMarket({ seed, symbols, years });
  const clean = judgeBars(seriesOf(market), market);
  const bySymbol = seriesOf(market);
  const truth = inject(bySymbol, new Random(seed).fork("flaws"));
  const found = judgeBars(bySymbol, market);
  const kinds = Object.fromEntries(
    Object.keys(BAR_FLAWS).map((kind) => [kind, { flaws: 0, byRule: 0, byAny: 0, keptOut: 0 }]),
  );
  for (const [place, kind] of truth) {
    const rules = found.get(place) ?? [];
    const count = kinds[kind];
    count.flaws++;
    if (rules.includes(kind)) count.byRule++;
    if (rules.length > 0) count.byAny++;
    if (rules.some((rule) => ACTION[rule] === "quarantine")) count.keptOut++;
  }
  const rules = Object.fromEntries(
    QUALITY_RULES.map(({ name }) => [name, { findings: 0, own: 0, flawed: 0, clean: 0 }]),
  );
  for (const [place, names] of found)
    for (const name of names) {
      rules[name].findings++;
      if (truth.get(place) === name) rules[name].own++;
      if (truth.has(place)) rules[name].flawed++;
    }
  for (const names of clean.values()) for (const name of names) rules[name].clean++;
  const bars = [...bySymbol.values()].reduce((sum, series) => sum + series.length, 0);
  return { kinds, rules, bars };
}

const ACTION = Object.fromEntries(QUALITY_RULES.map(({ name, action }) => [name, action]));

/** Symbol → its bars, one object each, in order. */
function seriesOf({ assets, time, raw }) {
  const { symbols } = assets;
  const bySymbol = new Map();
  symbols.forEach((symbol, j) => {
    const series = [];
    for (let session = 0; session < time.length; session++) {
      const at = session * symbols.length + j;
      if (Number.isNaN(raw.close.values[at])) continue;
      const bar = { session };
      for (const field of FIELDS) bar[field] = raw[field].values[at];
      series.push(bar);
    }
    bySymbol.set(symbol, series);
  });
  return bySymbol;
}

const FIELDS = ["open", "high", "low", "close", "volume"];
const DAY = 86_400_000;

/** `symbol session` → names of the rules that speak. */
function judgeBars(bySymbol, { assets, time, actions }) {
  const symbols = ["", ...[...assets.symbols].sort()];
  const number = new Map(symbols.map((symbol, at) => [symbol, at]));
  const rows = [];
  for (const [symbol, series] of bySymbol)
    for (const { gone, again, ...bar } of series) {
      if (!gone) rows.push({ ...bar, symbol: number.get(symbol) });
      if (again) rows.push({ ...bar, ...again, symbol: number.get(symbol) });
    }
  const days = Int32Array.from(time.instants, (instant) => instant / DAY);
  const numbers = (key) => Float64Array.from(rows, (row) => row[key]);
  const bars = sortBars({
    length: rows.length,
    symbol: Int32Array.from(rows, (row) => row.symbol),
    session: Int32Array.from(rows, (row) => row.session),
    ...Object.fromEntries(FIELDS.map((field) => [field, numbers(field)])),
    bad: new Uint8Array(rows.length),
    out: new Uint8Array(rows.length),
    row: Int32Array.from(rows, (_, i) => i),
    symbols,
    days,
  });
  const verdict = judge(bars, QUALITY_RULES, {
    policy: qualityPolicy({ calendar: "none" }),
    fields: FIELDS,
    actions: actions.map((action) => ({
      symbol: number.get(action.symbol),
      day: Date.parse(action.date) / DAY,
      kind: action.kind,
      value: action.value,
    })),
    calendarGuessed: false,
  });
  const found = new Map();
  const sessions = new Map(Array.from(days, (day, session) => [day, session]));
  for (const finding of [...verdict.fallen.rows(), ...verdict.flagged.rows()]) {
    const place = `${symbols[finding.symbol]} ${sessions.get(finding.day)}`;
    const names = found.get(place) ?? [];
    const { name } = QUALITY_RULES[finding.rule];
    if (!names.includes(name)) names.push(name);
    found.set(place, names);
  }
  return found;
}

export function page(_, found) {
  const failures = [];
  const injected = found.flatMap((one) => one.injected ?? []);
  const sum = (pick) => injected.reduce((total, one) => total + pick(one), 0);
  const bars = sum((one) => one.bars);
  const kinds = Object.keys(BAR_FLAWS).map((kind) => {
    const count = (key) => sum((one) => one.kinds[kind][key]);
    const flaws = count("flaws");
    const [own, any] = [count("byRule") / flaws, count("byAny") / flaws];
    if (CERTAIN.includes(kind) && own < 1) failures.push(`${kind}: recall ${own}`);
    if (own < (kind === "stale_price" ? 0.15 : 0.5)) failures.push(`${kind}: recall ${own}`);
    return [`\`${kind}\``, flaws, percent(own), percent(any), percent(count("keptOut") / flaws)];
  });
  const rules = QUALITY_RULES.map(({ name }) => {
    const count = (key) => sum((one) => one.rules[name][key]);
    const findings = count("findings");
    const share = (part) => (findings === 0 ? "–" : percent(part / findings));
    const million = ((1e6 * count("clean")) / bars).toFixed(1);
    return [`\`${name}\``, findings, share(count("own")), share(count("flawed")), million];
  }).filter(([, findings, , , million]) => findings > 0 || Number(million) > 0);
  const panel = found.find((one) => one.panel)?.panel;
  const pit = found.find((one) => one.pit)?.pit;
  return { failures, text: text({ kinds, rules, bars, markets: injected.length, panel, pit }) };
}

/** Flaws that are not a matter of degree. */
const CERTAIN = [
  ...["missing_price", "non_positive_price", "negative_volume", "duplicate", "conflicting_duplicate"],
  ...["zero_volume", "missing_volume", "missing_session"],
];

function text({ kinds, rules, bars, markets, panel, pit }) {
  const real = (title, lead, rows) =>
    rows ? `## ${title}\n\n${lead}\n\n${table(["what is known", "number", "found", "how"], rows)}\n` : "";
  return `# Quality

How well the [quality rules](../methodology.md#data-quality) find flaws, with the thresholds of \`config/quality.yaml\`.

## Injected flaws

${markets} synthetic market${markets === 1 ? "" : "s"}, ${bars.toLocaleString("en")} bars with recorded splits and dividends, sound but for the flaws that were put in: one about
every 80 sessions of each symbol, its size drawn from a range that begins below the threshold of the rule
(\`tests/validation/flaws.mjs\`). *Recall* is the share of flawed bars that the rule of that kind names; *by any* that some
rule names; *kept out* that go to quarantine.

${table(["kind", "flawed bars", "recall", "by any", "kept out"], kinds)}

Stale prices are named from the tenth equal close on, so the first nine of each run count as missed. An excursion that is
smaller than the jump that its rule asks for, or whose volume is near the usual one, is missed by it.

*Precision* is the share of a rule's findings that are flaws of its kind; *flawed* that are flaws of any kind. A flaw of
one kind is often named by another rule as well: a split that is not recorded is a large move. *Clean* are findings per
million bars before any flaw was put in.

${table(["rule", "findings", "precision", "flawed", "clean, per million"], rules)}

${real("A panel of the S&P 500", PANEL_LEAD, panel)}
${real("All US listings as first seen", PIT_LEAD, pit)}
Written by \`npm run validate\`${panel && pit ? "" : "; the real panels were not there"}.
`;
}

const PANEL_LEAD = `619,040 daily bars of 505 symbols, 2013 to 2018; flaws that are known of it. The labels are not complete: the rules
also found a bad tick and some 270 bars that repeat the day before, which nobody had listed.`;
const PIT_LEAD = `3,031,369 bars of 7,071 symbols, March 2015 to March 2017, raw prices as they were first seen. What the next look at
the same bars said, a day later, is a second source: a close that was corrected by more than a tenth was wrong. A bar that was
not looked at again cannot be judged by it. Splits are those of a list derived from the vendor's adjusted closes, which the
ingest did not see.`;
