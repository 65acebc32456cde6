/** Flaws between deliveries: bars that are restated, and symbols that change what they are called. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "../../lib/dist/core/index.js";
import { openLake } from "../../lib/dist/data/index.js";
import { syntheticMarket } from "../../lib/dist/sim/index.js";

const FIELDS = ["open", "high", "low", "close", "volume"];
const PRICES = FIELDS.slice(0, 4);
export const RESTATED = ["rescaled_history", "large_restatement", "restatement", "restated_volume"];
export const CALLED = ["other_security", "renamed_security", "passing_name"];
/** What a source tells beside the symbol. */
export const SOURCES = ["name", "name,cusip", "name,figi", "cusip"];

/** Counts of `{ kind → { flaws, own, any } }` and `{ rule → { findings, own } }` over restated bars and over names. */
export async function measureDeliveries({ seed, symbols, years }) {
  const market = syntheticMarket({ seed, symbols, years });
  const dir = mkdtempSync(join(tmpdir(), "assay-deliveries-"));
  try {
    const lake = openLake(dir);
    const restated = await measureRestated(lake, dir, { market, random: new Random(seed).fork("restated") });
    const called = {};
    for (const source of SOURCES)
      called[source] = await measureCalled(lake, dir, {
        market,
        source,
        random: new Random(seed).fork("called"),
      });
    return { restated, called };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measureRestated(lake, dir, { market, random }) {
  const series = seriesOf(market);
  const dataset = "restated";
  await lake.ingest(writeCsv(dir, series), { dataset });
  const truth = new Map();
  for (const [symbol, bars] of series) {
    const kinds = ["price", "price", "volume", "rounding", "history"];
    const kind = kinds[random.integer(kinds.length)];
    if (kind === "history") {
      const ratio = [0.5, 1 / 3, 2, 0.99, 0.995][random.integer(5)];
      const end = 100 + random.integer(bars.length - 200);
      for (const bar of bars.slice(0, end)) {
        for (const price of PRICES) bar[price] = Math.round(bar[price] * ratio * 1e4) / 1e4;
        truth.set(`${symbol} ${bar.date}`, "rescaled_history");
      }
      continue;
    }
    for (let t = 30 + random.integer(20); t < bars.length; t += 15 + random.integer(15)) {
      const [bar, place] = [bars[t], `${symbol} ${bars[t].date}`];
      if (kind === "rounding") for (const price of PRICES) bar[price] *= 1 + 1e-9;
      else if (kind === "volume") {
        bar.volume = Math.round(bar.volume * eitherWay(random, Math.log(1.02), Math.log(3)));
        truth.set(place, "restated_volume");
      } else {
        const by = eitherWay(random, Math.log(1.0001), Math.log(1.2));
        for (const price of PRICES) bar[price] *= by;
        truth.set(place, Math.abs(Math.log(by)) > Math.log(1.05) ? "large_restatement" : "restatement");
      }
    }
  }
  await lake.append(writeCsv(dir, series), { dataset, known: "ingest" });
  return counted(truth, await flagsOf(lake, dataset, RESTATED), RESTATED);
}

/** Reuse is the series of another market from a day on; a rename leaves the prices. One of each per symbol at most. */
async function measureCalled(lake, dir, { market, source, random }) {
  const series = seriesOf(market);
  const donors = [...series.values()].map((bars) => bars.map((bar) => ({ ...bar })));
  const truth = new Map();
  let next = 0;
  for (const [symbol, bars] of series) {
    const own = { name: `Company ${next} Inc`, cusip: `C${next}`, figi: `F${next}` };
    const other = { name: `Venture ${next} Corp`, cusip: `D${next}`, figi: `G${next}` };
    for (const bar of bars) Object.assign(bar, own);
    const t = 150 + random.integer(bars.length - 250);
    const kind = ["other_security", "renamed_security", "passing_name", "form"][next++ % 4];
    if (kind === "other_security") {
      const gone = random.integer(3) * 6;
      const donor = donors[(next * 7) % donors.length];
      for (let i = t; i < bars.length; i++)
        Object.assign(bars[i], { ...donor[i], date: bars[i].date }, other);
      bars.splice(t, gone);
      if (t < bars.length) truth.set(`${symbol} ${bars[t].date}`, kind);
    } else if (kind === "renamed_security") {
      for (const bar of bars.slice(t)) Object.assign(bar, { name: other.name, cusip: other.cusip });
      truth.set(`${symbol} ${bars[t].date}`, kind);
    } else if (kind === "passing_name") {
      for (const bar of bars.slice(t, t + 1 + random.integer(6))) Object.assign(bar, other);
      truth.set(`${symbol} ${bars[t].date}`, kind);
    } else for (const bar of bars.slice(t)) bar.name = bar.name.replace("Inc", "Incorporated.").toUpperCase();
  }
  const dataset = source.replace(",", "_");
  await lake.ingest(writeCsv(dir, series, source.split(",")), { dataset });
  return counted(truth, await flagsOf(lake, dataset, CALLED), CALLED);
}

function counted(truth, found, names) {
  const kinds = Object.fromEntries(names.map((name) => [name, { flaws: 0, own: 0, any: 0 }]));
  const rules = Object.fromEntries(names.map((name) => [name, { findings: 0, own: 0 }]));
  for (const [place, kind] of truth) {
    kinds[kind].flaws++;
    if (found.get(place)?.includes(kind)) kinds[kind].own++;
    if (found.has(place)) kinds[kind].any++;
  }
  for (const [place, flags] of found)
    for (const flag of flags) {
      rules[flag].findings++;
      if (truth.get(place) === flag) rules[flag].own++;
    }
  return { kinds, rules };
}

async function flagsOf(lake, dataset, names) {
  const found = new Map();
  for (const { flag, symbol, date } of (await lake.flags(dataset)).rows) {
    if (!names.includes(flag)) continue;
    const place = `${symbol} ${date}`;
    found.set(place, [...(found.get(place) ?? []), flag]);
  }
  return found;
}

function seriesOf({ assets, time, raw }) {
  const { symbols } = assets;
  return new Map(
    symbols
      .map((symbol, j) => [
        symbol,
        Array.from({ length: time.length }, (_, t) => {
          const values = FIELDS.map((field) => [field, raw[field].values[t * symbols.length + j]]);
          return { date: time.label(t), ...Object.fromEntries(values) };
        }).filter(({ close }) => !Number.isNaN(close)),
      ])
      .filter(([, bars]) => bars.length > 400),
  );
}

let files = 0;
function writeCsv(dir, series, more = []) {
  const columns = ["date", ...FIELDS, ...more];
  const lines = [...series].flatMap(([symbol, bars]) =>
    bars.map((bar) => [symbol, ...columns.map((name) => bar[name])].join(",")),
  );
  const path = join(dir, `${files++}.csv`);
  writeFileSync(path, `${["symbol", ...columns].join(",")}\n${lines.join("\n")}\n`);
  return path;
}

/** A factor e^u or e^−u with u between `low` and `high`. */
const eitherWay = (random, low, high) =>
  Math.exp((random.uniform() < 0.5 ? -1 : 1) * (low + random.uniform() * (high - low)));
