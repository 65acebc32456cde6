const CALLS = {
  luck: (risk, moments, options) =>
    risk.deflatedSharpe(moments, options).expectedMaximum / Math.sqrt(moments.periodsPerYear),
  deflated: (risk, moments, options) => risk.deflatedSharpe(moments, options).value,
  probabilistic: (risk, moments, options) => risk.probabilisticSharpe(moments, options),
  track: (risk, moments, options) => risk.minimumTrackRecord(moments, options).years,
  maximum: (risk, trials) => risk.expectedMaximum(trials),
  backtest: (risk, trials) => risk.minimumBacktestLength(trials),
};

/** Our figures of what papers print (`tests/golden/risk/published.json`), to the digits that they print. */
export function publishedRows({ risk }, published) {
  return published.map(({ source, figure, call, input, options, printed }) => {
    const ours = CALLS[call](risk, input, options);
    return { source, figure, printed, ours, rounded: ours.toFixed(printed.split(".")[1].length) };
  });
}
