import {
  AssetIndex,
  checkInteger,
  checkKeys,
  checkNumber,
  DAY_MS,
  fail,
  Panel,
  type TimeIndex,
} from "../../../core/index.js";
import type { MarketAction } from "../../market/action.js";
import { Market } from "../../market/market.js";
import { minutesOf } from "../barFrequency.js";
import type { ReadableBars } from "../readableBars.js";
import { DayFeatures, type DayTargets, type SessionTimes } from "./dayFeatures.js";
import { BAR_FEATURES } from "./featureList.js";

export interface DailyOptions {
  /** Length of the opening and of the closing window of the volume shares [minutes]. Default 30. */
  window?: number;
  /** Smallest share of a session's bars; below it every field of that session is missing. 0 … 1, default 0. */
  minCoverage?: number;
  /** Splits and dividends, applied to open, high, low, close and the overnight return. Default none. */
  actions?: readonly MarketAction[];
  /** Sector per symbol. Default unknown. */
  sectors?: Readonly<Record<string, string>>;
}

const WHO = "data.Bars.daily";
const TARGETS = [
  ...["open", "high", "low", "close", "volume", "bars", "realised_variance", "bipower_variation"],
  ...["realised_skewness", "realised_kurtosis", "vwap", "amihud_intraday"],
  ...["opening_volume_share", "closing_volume_share", "intraday_return"],
] as (keyof DayTargets)[];

/** A daily market from regular bars, see `Bars.daily`. */
export async function dailyMarket(bars: ReadableBars, options: DailyOptions): Promise<Market> {
  checkKeys(WHO, options, ["window", "minCoverage", "actions", "sectors"]);
  const step = minutesOf(bars.frequency);
  const window = checkInteger(WHO, "window", options.window ?? 30, 1);
  if (window % step !== 0) fail(WHO, `window must be a multiple of ${bars.frequency}`, { received: window });
  const minCoverage = checkNumber(WHO, "minCoverage", options.minCoverage ?? 0, { min: 0, max: 1 });
  const time = bars.calendar.sessions(bars.span.first, bars.span.last);
  const sessions = time.labels().map((date) => sessionTimes(bars, date));
  const symbols = await bars.symbols();
  const targets = targetsOf(time.length * symbols.length);
  await fill(bars, { time, symbols, sessions, targets, window: window * 60_000 });
  const coverage = coverageOf(targets.bars, sessions, { step, width: symbols.length });
  dropThin(targets, coverage, minCoverage);
  const assets = AssetIndex.of(symbols);
  const panels = Object.entries({ ...targets, coverage }).map(([name, values]) => [
    name,
    Panel.of(time, assets, values, { name, unit: unitOf(name) }),
  ]);
  const sectors = options.sectors && symbols.map((symbol) => options.sectors?.[symbol] ?? null);
  const market = { name: `${bars.name}, daily`, actions: options.actions, sectors };
  const fields: Record<string, Panel> = Object.fromEntries(panels);
  const overnight = overnightReturn(Market.fromPanels({ ...market, fields }));
  return Market.fromPanels({ ...market, fields: { ...fields, overnight_return: overnight } });
}

function sessionTimes(bars: ReadableBars, date: string): SessionTimes {
  return { open: bars.calendar.openAt(date), close: bars.calendar.closeAt(date) };
}

function targetsOf(length: number): DayTargets {
  const empty = () => new Float64Array(length).fill(Number.NaN);
  return Object.fromEntries(TARGETS.map((name) => [name, empty()])) as unknown as DayTargets;
}

interface Filling {
  readonly time: TimeIndex;
  readonly symbols: readonly string[];
  readonly sessions: readonly SessionTimes[];
  readonly targets: DayTargets;
  readonly window: number;
}

async function fill(
  bars: ReadableBars,
  { time, symbols, sessions, targets, window }: Filling,
): Promise<void> {
  const first = time.instants[0] / DAY_MS;
  const rowOf = new Int32Array(time.instants[time.length - 1] / DAY_MS - first + 1);
  time.instants.forEach((t, row) => {
    rowOf[t / DAY_MS - first] = row;
  });
  const session = new Int32Array(2048);
  const kernels = symbols.map(
    (_, offset) => new DayFeatures(sessions, targets, window, { offset, stride: symbols.length }),
  );
  const select = `(date - DATE '1970-01-01')::INTEGER - ${first}, epoch_ms(time)::DOUBLE, open, high, low, close, volume`;
  await bars.each(symbols, select, (symbol) => (columns, rows) => {
    const [days, ...numbers] = columns;
    for (let i = 0; i < rows; i++) session[i] = rowOf[days[i]];
    const [times, open, high, low, close, volume] = numbers as Float64Array[];
    kernels[symbol].add({ session, time: times, open, high, low, close, volume }, rows);
  });
  for (const kernel of kernels) kernel.end();
}

function coverageOf(
  bars: Float64Array,
  sessions: readonly SessionTimes[],
  { step, width }: { step: number; width: number },
): Float64Array {
  return bars.map((n, cell) => {
    const { open, close } = sessions[Math.floor(cell / width)];
    return n / Math.ceil((close - open) / (step * 60_000));
  });
}

function dropThin(targets: DayTargets, coverage: Float64Array, least: number): void {
  for (let cell = 0; cell < coverage.length; cell++) {
    if (!(coverage[cell] < least)) continue;
    for (const name of TARGETS) if (name !== "bars") targets[name][cell] = Number.NaN;
  }
}

/** ln(open / close of the session before), adjusted; missing where that session has no bars. */
function overnightReturn(market: Market): Panel {
  const [open, close] = [market.panel("open"), market.panel("close")];
  const width = market.assets.length;
  const values = open.values.map((value, cell) =>
    Math.log(value / (close.values[cell - width] ?? Number.NaN)),
  );
  return Panel.of(market.time, market.assets, values, { name: "overnight_return", unit: "1" });
}

function unitOf(name: string): string {
  return (
    BAR_FEATURES.find((feature) => feature.name === name)?.unit ?? (name === "volume" ? "shares" : "price")
  );
}
