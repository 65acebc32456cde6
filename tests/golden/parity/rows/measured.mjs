/** Sessions ahead. */
export const HORIZON = 5;
const QUANTILES = 5;

/** What the library says of the input. */
export function measured({ core, ic, risk }, { dates, symbols, sectors, close, factor, returns, benchmark }) {
  const panels = {
    close: core.Panel.fromArrays(dates, symbols, close, { name: "close" }),
    factor: core.Panel.fromArrays(dates, symbols, factor, { name: "signal" }),
  };
  const time = core.TimeIndex.of(dates.slice(1));
  const sample = {
    returns: Float64Array.from(returns),
    benchmark: Float64Array.from(benchmark),
    time,
  };
  const report = ic.evaluatePanel(panels.factor, panels.close, {
    horizons: [1, HORIZON],
    quantiles: QUANTILES,
    groups: Object.fromEntries(symbols.map((symbol, j) => [symbol, sectors[j]])),
  });
  return {
    panels,
    sample,
    next: report.horizon(1),
    report: report.horizon(HORIZON),
    kpis: (options) => risk.kpis(sample, options),
  };
}
