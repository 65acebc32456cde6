/**
 * Charts, key figures and sheets as values that show themselves: static SVG by Observable Plot, no script, no
 * network, readable on light and dark pages and on paper. Every figure has a title, units and a source.
 */
export type { Axis } from "./axis.js";
export { type BandChartOptions, type BandPoint, bandChart } from "./bandChart.js";
export { type Bar, type BarChartOptions, barChart } from "./barChart.js";
export { customChart } from "./customChart.js";
export { type Decay, type DecayChartOptions, type DecayPoint, decayChart } from "./decayChart.js";
export { drawdownChart } from "./drawdownChart.js";
export { Figure, type FigureText } from "./figure.js";
export type { Grid } from "./grid.js";
export { type HeatmapOptions, heatmap } from "./heatmap.js";
export { type HistogramLine, type HistogramOptions, histogram } from "./histogram.js";
export { type IcChartOptions, icChart } from "./icChart.js";
export { type Kpi, KpiCards } from "./kpiCards.js";
export { type LineChartOptions, lineChart } from "./lineChart.js";
export type { Series } from "./series.js";
export { Sheet, type SheetOptions } from "./sheet.js";
export { CARDS_STYLE, FIGURE_STYLE, SHEET_STYLE } from "./style.js";
export { COLORS, PALETTE } from "./theme.js";
