/**
 * Colours of categories, after Okabe & Ito (2008): told apart with every common colour blindness, and with at
 * least 3:1 contrast on white and on near-black. Yellow and black of the original set are left out: each of them
 * vanishes on one of the two backgrounds.
 */
export const PALETTE: readonly string[] = [
  "#2a7fc4",
  "#d55e00",
  "#009e73",
  "#c368a0",
  "#b98a00",
  "#8a8a8a",
  "#8c6bd1",
  "#2f9cc7",
];

/** Colours with a meaning. */
export const COLORS = { main: PALETTE[0], loss: PALETTE[1], gain: PALETTE[2], muted: "#8a8a8a" } as const;

/** Dashes that tell series apart again when the palette has come round. */
const DASHES = ["", "6 3", "2 3"];

export const MAX_SERIES = PALETTE.length * DASHES.length;

export function seriesColor(i: number): string {
  return PALETTE[i % PALETTE.length];
}

export function seriesDash(i: number): string | undefined {
  return DASHES[Math.floor(i / PALETTE.length) % DASHES.length] || undefined;
}

type Rgb = readonly [number, number, number];
const LOW: Rgb = [201, 84, 10];
const MIDDLE: Rgb = [244, 244, 244];
const HIGH: Rgb = [32, 110, 178];

/** Orange below zero, near-white at zero, blue above; `t` in [−1, 1]. */
export function divergingColor(t: number): string {
  const end = t < 0 ? LOW : HIGH;
  const share = Math.min(1, Math.abs(t));
  const mixed = MIDDLE.map((from, k) => Math.round(from + (end[k] - from) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Text colour with the better contrast on `background` (`#rrggbb`; relative luminance of WCAG 2). */
export function inkOn(background: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(background.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#111111" : "#ffffff";
}
