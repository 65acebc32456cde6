import * as Plot from "@observablehq/plot";
import { expect, it } from "vitest";
import { Random } from "../../lib/src/core/index.js";
import { customChart, heatmap, PALETTE } from "../../lib/src/plot/index.js";
import { encodePng } from "../../lib/src/plot/png.js";
import { sanitizeOutput } from "../../lib/src/report/sanitize.js";

const WORDS = { title: "A finding", source: "made up" };
const random = new Random(5);
const rows = Array.from({ length: 20_000 }, (_, i) => ({
  x: random.normal(),
  y: random.normal(),
  size: i,
  sector: "ABC"[i % 3],
}));
const dots = (fill: string, n = 30) => [Plot.dot(rows.slice(0, n), { x: "x", y: "y", fill })];

it("explains a measure by a ramp of viridis, and says where the ticks are", () => {
  const svg = customChart(
    { color: { legend: true, label: "size (USD)" }, marks: dots("size") },
    WORDS,
  ).toSvg();
  expect(svg).toContain("size (USD)");
  expect(svg).toMatch(/<image [^>]*href="data:image\/png;base64,/);
  expect(svg).toContain("#440154");
  expect(svg).not.toMatch(/xlink:|aria-label="(?!A finding)/);
  expect(sanitizeOutput(svg).match(/<image /g)).toHaveLength(1);
});

it("explains categories by names in colours of the palette, unless the plot chooses others", () => {
  const svg = customChart({ color: { legend: true }, marks: dots("sector") }, WORDS).toSvg();
  for (const color of PALETTE.slice(0, 3)) expect(svg).toContain(`rx="2" fill="${color}"`);
  const chosen = customChart({ color: { range: ["#111", "#222", "#333"] }, marks: dots("sector") }, WORDS);
  expect(chosen.toSvg()).toContain('fill="#222"');
  expect(chosen.toSvg()).not.toContain("<rect");
});

it("draws what is too heavy for a page as an image, the axes as they are, and says so", () => {
  const figure = customChart({ marks: dots("size", 20_000) }, WORDS);
  expect(figure.toSvg().length).toBeLessThan(300_000);
  expect(figure.toSvg()).not.toContain("<circle");
  expect(figure.toSvg()).toContain('data-label="x-axis tick label"');
  expect(figure.toHtml()).toContain("dense marks are drawn as an image");
  expect(customChart({ marks: dots("size") }, WORDS).toHtml()).not.toContain("dense marks");
});

it("draws a raster", () => {
  const raster = Plot.raster({ width: 3, height: 2, fill: (x: number) => x, x1: 0, x2: 3, y1: 0, y2: 2 });
  expect(customChart({ marks: [raster] }, WORDS).toSvg()).toMatch(
    /<image [^>]*href="data:image\/png;base64,/,
  );
});

it("refuses words of its own in the plot, and a plot without marks", () => {
  expect(() => customChart({ title: "x", marks: dots("size") }, WORDS)).toThrow("words of the figure");
  expect(() => customChart({}, WORDS)).toThrow("spec.marks must be a list");
});

it("a heat map of many cells is one image under a legend, with some of the names", () => {
  const names = Array.from({ length: 100 }, (_, i) => `factor_${i}`);
  const values = Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 700));
  const figure = heatmap(
    { rows: names, columns: names, values },
    { ...WORDS, value: { label: "rank correlation", unit: "−1 to 1" }, limit: 1 },
  );
  expect(figure.toSvg().length).toBeLessThan(100_000);
  expect(figure.toSvg().match(/<image /g)).toHaveLength(2);
  expect(figure.toSvg()).toContain("rank correlation (−1 to 1)");
  expect(figure.toSvg()).toContain(">factor_98<");
});

it("writes PNG that another reader reads", async () => {
  const { Resvg } = await import("@resvg/resvg-js");
  const png = encodePng(2, 1, Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 255));
  const href = `data:image/png;base64,${png.toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><image width="2" height="1" href="${href}"/></svg>`;
  expect([...new Resvg(svg).render().pixels]).toEqual([255, 0, 0, 255, 0, 0, 255, 255]);
});
