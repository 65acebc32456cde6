import { type Showable, showsItself } from "./showable.js";

const BLOCKS = "▁▂▃▄▅▆▇█";
const LETTERS = 12;
const POINTS = 60;
const WIDTH = 88;
const HEIGHT = 20;
const MARGIN = 2;

/**
 * A series as a line the size of a word, from its lowest to its highest value, for the cell of a table. Drawn through
 * the means of equal stretches of the series; where a stretch is missing the line has a gap.
 */
export class Sparkline implements Showable {
  constructor(private readonly values: ArrayLike<number>) {}

  /** Block characters, a blank where nothing is known: `▁▂▄▅▇█▆▃`. */
  toText(): string {
    const means = stretches(this.values, LETTERS);
    const place = scaled(means);
    return Array.from(means, (value) =>
      Number.isNaN(value) ? " " : BLOCKS[Math.round(place(value) * (BLOCKS.length - 1))],
    ).join("");
  }

  toHtml(): string {
    const means = stretches(this.values, POINTS);
    const place = scaled(means);
    const x = (i: number) => MARGIN + (i / Math.max(1, means.length - 1)) * (WIDTH - 2 * MARGIN);
    const y = (value: number) => HEIGHT - MARGIN - place(value) * (HEIGHT - 2 * MARGIN);
    let path = "";
    for (let i = 0; i < means.length; i++) {
      if (Number.isNaN(means[i])) continue;
      const pen = i === 0 || Number.isNaN(means[i - 1]) ? "M" : "L";
      path += `${pen}${x(i).toFixed(1)},${y(means[i]).toFixed(1)}`;
    }
    return `<svg xmlns="http://www.w3.org/2000/svg" class="assay-spark" role="img" aria-label="course of the values" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><path d="${path || "M0,0"}" fill="none" stroke="#2a7fc4" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  }
}
showsItself(Sparkline);

/** Means of up to `most` equal stretches, missing values left out. */
function stretches(values: ArrayLike<number>, most: number): Float64Array {
  const count = Math.min(most, values.length);
  return Float64Array.from({ length: count }, (_, k) => {
    const end = Math.floor(((k + 1) * values.length) / count);
    let sum = 0;
    let present = 0;
    for (let i = Math.floor((k * values.length) / count); i < end; i++) {
      if (!Number.isFinite(values[i])) continue;
      sum += values[i];
      present++;
    }
    return present === 0 ? Number.NaN : sum / present;
  });
}

/** The place of a value between the lowest (0) and the highest (1); the middle when they are equal. */
function scaled(values: Float64Array): (value: number) => number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return (value) => (high > low ? (value - low) / (high - low) : 0.5);
}
