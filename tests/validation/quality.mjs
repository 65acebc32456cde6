/** How well the quality rules find flaws: injected ones of every kind, and those that are known of two real panels. */
import { existsSync } from "node:fs";
import { sortBars } from "../../lib/build/data/quality/bars/sortBars.js";
import { judge } from "../../lib/build/data/quality/judge.js";
import { qualityPolicy } from "../../lib/build/data/quality/policy.js";
import { Random } from "../../lib/dist/core/index.js";
import { QUALITY_RULES } from "../../lib/dist/data/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";
import { CALLED, measureDeliveries, RESTATED, SOURCES } from "./deliveries.mjs";
import { BAR_FLAWS, inject } from "./flaws.mjs";
import { measurePanel, measurePointInTime, measureRestatedBars, PANEL, PIT } from "./knownFlaws.mjs";
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
  const deliveries = injected.slice(0, 3).map(({ seed }) => ({
    ...{ seed, deliveries: true },
    ...(fast ? { symbols: 12, years: 2 } : { symbols: 80, years: 3 }),
  }));
  const restated = real.filter(({ file }) => file === PIT).map(({ file }) => ({ file, restated: true }));
  return [...injected, ...deliveries, ...real, ...restated];
}

export default async function measure(task) {
  if (task.deliveries) return { deliveries: await measureDeliveries(task) };
  if (task.restated) return { restated: await measureRestatedBars() };
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
  const restated = found.find((one) => one.restated)?.restated;
  const deliveries = found.flatMap((one) => one.deliveries ?? []);
  const between = [
    ["restated bars", RESTATED, deliveries.map((one) => one.restated)],
    ...SOURCES.map((source) => [
      `told: ${source.replace(",", " and ")}`,
      CALLED,
      deliveries.map(({ called }) => called[source]),
    ]),
  ].flatMap(([what, names, counts]) => names.map((name) => deliveryRow(what, name, counts)));
  for (const [what, kind, flaws, recall] of between)
    if (flaws > 0 && Number.parseFloat(recall) < 50) failures.push(`${kind}, ${what}: recall ${recall}`);
  return {
    failures,
    text: text({ kinds, rules, bars, markets: injected.length, between, panel, pit, restated }),
  };
}

function deliveryRow(what, name, counts) {
  const sum = (pick) => counts.reduce((total, one) => total + pick(one), 0);
  const [flaws, findings] = [sum(({ kinds }) => kinds[name].flaws), sum(({ rules }) => rules[name].findings)];
  const share = (part, all) => (all === 0 ? "–" : percent(part / all));
  const own = share(
    sum(({ kinds }) => kinds[name].own),
    flaws,
  );
  const any = share(
    sum(({ kinds }) => kinds[name].any),
    flaws,
  );
  return [
    what,
    `\`${name}\``,
    flaws,
    own,
    any,
    findings,
    share(
      sum(({ rules }) => rules[name].own),
      findings,
    ),
  ];
}

/** Flaws that are not a matter of degree. */
const CERTAIN = [
  ...["missing_price", "non_positive_price", "negative_volume", "duplicate", "conflicting_duplicate"],
  ...["zero_volume", "missing_volume", "missing_session"],
];

function text({ kinds, rules, bars, markets, between, panel, pit, restated }) {
  const real = (title, lead, rows) =>
    rows ? `## ${title}\n\n${lead}\n\n${table(["what is known", "number", "found", "how"], rows)}\n` : "";
  return `# Quality

How well the [quality rules](../methodology/data.md#data-quality) find flaws, with the thresholds of \`config/quality.yaml\`.

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

## Between deliveries

Three markets, delivered twice: the second time with restated bars (corrections of 0.01 to 20 %, of volumes by 2 to 200 %, histories by
one ratio, and differences of 10⁻⁹ that are none), and once with names and identifiers of which some change: to another security whose
bars go on from there, some after a gap of 6 or 12 sessions; to another name and CUSIP of the same security; for 1 to 6 sessions; and in form
only (\`tests/validation/deliveries.mjs\`).

${table(["delivered", "kind", "flaws", "recall", "by any", "findings", "precision"], between)}

A change of volume by less than a tenth is a late count. Where no lasting identifier is told, another security is known by a break
of the price: one that goes on near the old price is called renamed.

${real("A panel of the S&P 500", PANEL_LEAD, panel)}
${real("All US listings as first seen", PIT_LEAD, pit)}
${real("The same, looked at again", RESTATED_LEAD, restated)}
Written by \`npm run validate\`${panel && pit ? "" : "; the real panels were not there"}.
`;
}

const PANEL_LEAD = `619,040 daily bars of 505 symbols, 2013 to 2018; flaws that are known of it. The labels are not complete: the rules
also found a bad tick and some 270 bars that repeat the day before, which nobody had listed.`;
const PIT_LEAD = `3,031,369 bars of 7,071 symbols, March 2015 to March 2017, raw prices as they were first seen. What the next look at
the same bars said, a day later, is a second source: a close that was corrected by more than a tenth was wrong. A bar that was
not looked at again cannot be judged by it. Splits are those of a list derived from the vendor's adjusted closes, which the
ingest did not see.`;
const RESTATED_LEAD = `What the next look changed, appended to what was first seen. A restated bar that is kept out for another reason, such as a spike,
is named by that rule; one whose first value had been kept out is no restatement but new.
Those that are not found are all of these two kinds.`;
