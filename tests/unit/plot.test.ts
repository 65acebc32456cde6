import { describe, expect, it } from "vitest";
import { DISPLAY } from "../../lib/src/core/index.js";
import {
  barChart,
  decayChart,
  drawdownChart,
  Figure,
  heatmap,
  histogram,
  icChart,
  KpiCards,
  lineChart,
  PALETTE,
  Sheet,
} from "../../lib/src/plot/index.js";
import { inlineDrawings } from "../../lib/src/report/drawings.js";
import { gallery, gallerySheet, wandering, weekdays } from "../support/charts.js";

const WORDS = { title: "A finding", source: "made up" };
const Y = { label: "Equity", unit: "start = 1" };
const figures = Object.entries(gallery()).filter(
  (entry): entry is [string, Figure] => entry[1] instanceof Figure,
);

/** The pixel positions along the first path of a mark. */
function pathPoints(svg: string, mark: string): number[][] {
  const group = svg.slice(svg.indexOf(`data-label="${mark}"`));
  const d = / d="([^"]+)"/.exec(group)?.[1] ?? "";
  return d
    .slice(1)
    .split(/[LM]/)
    .map((pair) => pair.split(",").map(Number));
}

describe.each(figures)("%s", (_, figure) => {
  it("is standalone SVG with a namespace, a name and no active content", () => {
    const svg = figure.toSvg();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain(`aria-label="${figure.title.replace("'", "&#39;")}"`);
    expect(svg).not.toMatch(/<script|<style|href=|NaN|undefined|plot-clip/);
  });

  it("carries its title, source and units", () => {
    const html = figure.toHtml();
    expect(html).toMatch(/<figcaption><strong class="assay-title">[^<]+</);
    expect(html).toContain("Source: synthetic market, seed 7");
  });

  it("says a line of numbers in a terminal", () => {
    expect(figure.toText()).toMatch(/\d/);
    expect(figure.toText().split("\n")[0]).toBe(figure.title);
  });

  it("stays under 100 kB for six years of sessions", () => {
    expect(figure.toHtml().length).toBeLessThan(100_000);
  });
});

describe("every figure", () => {
  it("is the same bytes again, and on its own ids", () => {
    const again = gallery();
    for (const [name, figure] of Object.entries(gallery())) {
      expect(figure.toHtml()).toBe(again[name as keyof typeof again].toHtml());
    }
  });

  it("shows itself in a kernel as HTML and as text", () => {
    const { line } = gallery();
    const bundle = (line as unknown as Record<symbol, () => Record<string, string>>)[DISPLAY]();
    expect(bundle["text/html"]).toMatch(
      /<img class="assay-plot" alt="The long-short book[^>]* width="720" height="280"/,
    );
    expect(bundle["text/html"]).not.toContain("<svg");
    expect(inlineDrawings(bundle["text/html"]).replace(/<style>svg.*?<\/style>/, "")).toBe(line.toHtml());
    expect(bundle["text/plain"]).toBe(line.toText());
  });

  it("stays under 300 kB for 24 long series", () => {
    const series = Array.from({ length: 24 }, (_, i) => wandering(`series ${i}`, 10_000, { seed: i }));
    expect(lineChart(series, { ...WORDS, y: Y }).toHtml().length).toBeLessThan(300_000);
  });

  it("escapes what it is given", () => {
    const figure = lineChart([wandering('<img src="x">', 50), wandering("b & c", 50)], {
      title: "<script>alert(1)</script>",
      source: "a < b",
      y: { label: "<b>", unit: "&" },
    });
    expect(figure.toHtml()).not.toMatch(/<script|<img|<b>/);
    expect(figure.toSvg()).toContain("b &amp; c");
  });
});

describe("refusals", () => {
  it("asks for a title, a source and units", () => {
    const series = [wandering("a", 10)];
    // @ts-expect-error a figure without a source does not compile
    expect(() => lineChart(series, { title: "A", y: Y })).toThrow("source must be a text");
    // @ts-expect-error a figure without a title does not compile
    expect(() => lineChart(series, { source: "s", y: Y })).toThrow("title must be a text");
    // @ts-expect-error an axis without a unit does not compile
    expect(() => lineChart(series, { ...WORDS, y: { label: "Equity" } })).toThrow("a label and a unit");
  });

  it("names a misspelled option and a wrong length", () => {
    const misspelled = { ...WORDS, y: Y, refrence: 1 };
    expect(() => lineChart([wandering("a", 10)], misspelled)).toThrow("did you mean reference?");
    const short = { name: "a", time: weekdays(3), values: [1, 2] };
    expect(() => lineChart([short], { ...WORDS, y: Y })).toThrow("one value per date (3 dates), got 2");
    expect(() => lineChart([], { ...WORDS, y: Y })).toThrow("1 to 24 series");
  });
});

describe("missing values", () => {
  it("break a line", () => {
    const series = { name: "a", time: weekdays(6), values: [1, 2, Number.NaN, 3, 4, 5] };
    const svg = lineChart([series], { ...WORDS, y: Y }).toSvg();
    expect(/data-label="line".*? d="([^"]+)"/.exec(svg)?.[1].match(/M/g)).toHaveLength(2);
  });

  it("are drawn as nothing when everything is missing", () => {
    const none = { name: "a", time: weekdays(4), values: [Number.NaN, Number.NaN, Number.NaN, Number.NaN] };
    expect(drawdownChart(none, WORDS).toText()).toContain("every value is missing");
    for (const figure of [
      lineChart([none], { ...WORDS, y: Y }),
      drawdownChart(none, WORDS),
      icChart(none, WORDS),
      histogram(none.values, { ...WORDS, x: Y }),
      heatmap({ rows: ["a"], columns: ["b"], values: [Number.NaN] }, { ...WORDS, value: Y }),
      barChart([{ name: "a", value: Number.NaN }], { ...WORDS, x: Y, y: Y }),
      decayChart([{ name: "a", points: [{ horizon: 1, value: Number.NaN }] }], WORDS),
    ]) {
      expect(figure.toHtml()).toContain("<svg");
      expect(figure.toSvg()).not.toContain("NaN");
    }
  });
});

describe("long series", () => {
  it("keep every peak and trough, and say what was left out", () => {
    const series = wandering("a", 20_000, { volatility: 0.001, drift: 0 });
    const values = Float64Array.from(series.values);
    values[12_345] = 5;
    values[4_321] = 0.01;
    const figure = lineChart([{ ...series, values }], { ...WORDS, y: Y });
    const ys = pathPoints(figure.toSvg(), "line").map(([, y]) => y);
    const sorted = [...ys].sort((a, b) => a - b);
    expect(sorted[1] - sorted[0]).toBeGreaterThan(50);
    expect(sorted[sorted.length - 1] - sorted[sorted.length - 2]).toBeGreaterThan(20);
    expect(ys).toHaveLength(1400);
    expect(figure.toText()).toContain("lowest and highest of each of 700 pixel columns, from 20,000 points");
  });
});

describe("icChart", () => {
  it("draws a trailing mean that does not read later dates", () => {
    const time = weekdays(100);
    const values = Float64Array.from({ length: 100 }, (_, i) => Math.sin(i));
    const changed = Float64Array.from(values, (value, i) => (i < 80 ? value : -value));
    const mean = (ic: Float64Array) => {
      const svg = icChart({ name: "ic", time, values: ic }, { ...WORDS, window: 10, summary: "s" }).toSvg();
      return [...svg.matchAll(/ d="([^"]+)"/g)]
        .map((match) => match[1].split("L"))
        .filter((d) => d.length === 91)[0];
    };
    expect(mean(values)).toHaveLength(91);
    expect(mean(values).slice(0, 71)).toEqual(mean(changed).slice(0, 71));
  });
});

describe("KpiCards", () => {
  it("align in text, wrap in HTML, and show a missing number as a dash", () => {
    const { cards } = gallery();
    const lines = cards.toText().split("\n").slice(1);
    expect(lines[0]).toMatch(/^CAGR {13,}8\.34 % {2}per year/);
    expect(cards.toText()).toMatch(/Deflated Sharpe +–/);
    expect(cards.toHtml()).toContain('<div class="assay-value"><strong>–</strong></div>');
    expect(() => new KpiCards([{ label: "a", value: 1, units: "x" } as never])).toThrow("did you mean unit?");
  });
});

describe("Sheet", () => {
  it("puts its items under one title in both faces", () => {
    const sheet = gallerySheet(300);
    expect(sheet.toText()).toMatch(/^Gallery\n═{7}\nOne of each\n\nKey figures/);
    expect(sheet.toHtml().match(/class="assay-figure"/g)).toHaveLength(7);
    expect(new Sheet({ title: "Nested", items: [sheet] }).toHtml()).toContain("Gallery");
  });
});

describe("heatmap", () => {
  const cellsOf = (values: number[], limit?: number) => {
    const grid = { rows: ["a"], columns: values.map((_, i) => `c${i}`), values };
    const svg = heatmap(grid, { ...WORDS, value: { label: "v", unit: "1" }, limit }).toSvg();
    return [...svg.matchAll(/<rect[^>]*fill="(#[0-9a-f]{6})"/g)].map((match) => match[1]);
  };

  it("writes values, signed zero as zero, and leaves missing cells empty", () => {
    const grid = { rows: ["2020"], columns: ["Jan", "Feb", "Mar"], values: [0.0123, -0.0001, Number.NaN] };
    const svg = heatmap(grid, { ...WORDS, value: { label: "v", unit: "%", format: "percent" } }).toSvg();
    expect(svg).toContain(">1.2<");
    expect(svg).toContain(">0.0<");
    expect(svg.match(/<rect/g)).toHaveLength(2);
  });

  it("gives names of rows the room that they need, and cuts very long ones in the middle", () => {
    const left = (row: string) => {
      const svg = heatmap({ rows: [row], columns: ["c"], values: [1] }, { ...WORDS, value: Y }).toSvg();
      const [, x] = /<rect[^>]* x="(\d+)/.exec(svg) ?? [];
      return { x: Number(x), svg };
    };
    expect(left("2020").x).toBeLessThan(100);
    expect(left("Communication Services").x).toBeGreaterThan(250);
    const long = left(`residual_momentum_of_the_industry_${"x".repeat(40)} · 12`);
    expect(long.svg).toMatch(/>residual_[a-z_]*…x* · 12</);
    expect(long.x).toBeLessThan(330);
  });

  it("is near-white at zero, opposite in colour, and not washed out by an extreme", () => {
    const [negative, zero, positive] = cellsOf([-1, 0, 1]);
    expect([negative, zero, positive]).toEqual(["#c9540a", "#f4f4f4", "#206eb2"]);
    const many = [...Array.from({ length: 20 }, (_, i) => i / 20), 100];
    expect(cellsOf(many)[18]).toBe("#206eb2");
    expect(cellsOf(many, 100)[18]).not.toBe("#206eb2");
  });
});

describe("colours", () => {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  it.each(PALETTE)("%s has a contrast of at least 3 on the light and on the dark page", (color) => {
    const own = luminance(color);
    expect(1.05 / (own + 0.05)).toBeGreaterThanOrEqual(3);
    expect((own + 0.05) / (luminance("#14171a") + 0.05)).toBeGreaterThanOrEqual(3);
  });
});
