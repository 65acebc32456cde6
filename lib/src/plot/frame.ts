import type { Markish } from "@observablehq/plot";
import { type Axis, axisLabel, tickText } from "./axis.js";
import { Plot } from "./observable.js";
import type { Point, Points } from "./series.js";
import { FONT_SIZE } from "./svg.js";

/** Margins with room for tick texts; `right` grows with names at the line ends. */
export const MARGINS = { marginTop: 30, marginLeft: 68, marginBottom: 50 } as const;

/** Over time the x axis has no label of its own, dates name themselves, in two lines over a few years. */
export const TIME_MARGINS = { ...MARGINS, marginBottom: 38 } as const;

/** Right margin that holds `names` written at the line ends. */
export function rightMargin(names: readonly string[]): number {
  const longest = Math.max(0, ...names.map((name) => name.length));
  return Math.min(170, 14 + longest * FONT_SIZE * 0.56);
}

/** A quiet grid and a y axis whose label, with the unit, stands on top of it. */
export function yAxis(axis: Axis): Markish[] {
  return [
    Plot.gridY({ strokeOpacity: 0.14, ticks: 5 }),
    Plot.axisY({
      label: axisLabel(axis),
      labelArrow: "none",
      labelOffset: MARGINS.marginLeft - 4,
      tickSize: 0,
      ticks: 5,
      tickFormat: (value: number) => tickText(value, axis.format),
      fontSize: FONT_SIZE,
    }),
  ];
}

/** A numeric or categorical x axis with its label in the middle below. */
export function xAxis(axis: Axis, ticks?: readonly number[]): Markish {
  return Plot.axisX({
    label: axisLabel(axis),
    labelArrow: "none",
    labelAnchor: "center",
    labelOffset: 46,
    tickSize: 0,
    ...(ticks ? { ticks: [...ticks] } : {}),
    tickFormat: (value: unknown) =>
      typeof value === "number" ? tickText(value, axis.format) : String(value),
    fontSize: FONT_SIZE,
  });
}

/** A time axis in UTC. */
export function timeAxis(): Markish {
  return Plot.axisX({ label: null, tickSize: 4, fontSize: FONT_SIZE });
}

/** Rows for Plot; a missing value stays NaN and breaks the line. */
export function rows({ instants, values }: Points): Point[] {
  return Array.from(values, (y, i) => ({ x: new Date(instants[i]), y }));
}
