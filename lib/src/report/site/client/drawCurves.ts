import type { ComparedCurve } from "./comparedRun.js";

/** Curves of the same name of several runs. */
export interface CurveGroup {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly over: ComparedCurve["over"];
  readonly lines: readonly {
    readonly letter: string;
    readonly color: string;
    readonly curve: ComparedCurve;
  }[];
}

/**
 * Curves over each other as a figure with axes, unit and legend. Sent to the browser as text: it uses nothing from outside of
 * itself. Pages that are whole without a script have figures by the room `plot` in its place.
 */
export function drawCurves({ label, unit, over, lines }: CurveGroup): HTMLElement {
  const [width, height, left, right, top, bottom] = [760, 300, 62, 24, 14, 34];
  const SVG = "http://www.w3.org/2000/svg";

  function drawn(tag: string, attributes: Readonly<Record<string, string | number>>, text = ""): SVGElement {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    return element;
  }

  /** Round numbers between the ends, about `count` of them. */
  function ticks(low: number, high: number, count: number): number[] {
    const rough = (high - low) / count || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.floor(high / step + 1e-9);
    return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  }

  /** Starts of years, of quarters or of months, whichever are about six. */
  function dateTicks(low: number, high: number): { at: number; text: string }[] {
    const months = (high - low) / 2.63e9;
    const step = [1, 3, 6, 12, 24, 60, 120].find((each) => months / each <= 10) ?? 240;
    const start = new Date(low);
    const month = start.getUTCFullYear() * 12 + start.getUTCMonth() + (start.getUTCDate() > 1 ? 1 : 0);
    const found: { at: number; text: string }[] = [];
    for (let i = Math.ceil(month / step) * step; ; i += step) {
      const at = Date.UTC(Math.floor(i / 12), i % 12);
      if (at > high) break;
      found.push({ at, text: new Date(at).toISOString().slice(0, step < 12 ? 7 : 4) });
    }
    return found;
  }

  const present = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const xs = lines.flatMap(({ curve }) => curve.at);
  const ys = lines.flatMap(({ curve }) => present(curve.values));
  const span = (all: readonly number[]) => {
    const [low, high] = all.reduce(
      ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
      [Infinity, -Infinity],
    );
    return high > low ? [low, high] : [low - 1, high + 1];
  };
  const [x0, x1] = span(xs);
  const [y0, y1] = span(ys);
  const x = (value: number) => left + ((value - x0) / (x1 - x0)) * (width - left - right);
  const y = (value: number) => height - bottom - ((value - y0) / (y1 - y0)) * (height - top - bottom);

  const ends = lines.map(({ letter, curve }) => {
    const last = present(curve.values).at(-1);
    return `${letter} ${last === undefined ? "–" : Number(last.toPrecision(4))}`;
  });
  const svg = drawn("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": `${label} (${unit}), at the end: ${ends.join(", ")}`,
    class: "st-curves",
  });
  for (const value of ticks(y0, y1, 5)) {
    svg.append(
      drawn("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: "st-grid" }),
      drawn("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, String(value).replace("-", "−")),
    );
  }
  const marks =
    over === "date"
      ? dateTicks(x0, x1)
      : ticks(x0, x1, 6).map((at) => ({ at, text: at.toLocaleString("en-US") }));
  marks.forEach(({ at, text }, i) => {
    svg.append(
      drawn("line", { x1: x(at), x2: x(at), y1: height - bottom, y2: height - bottom + 5, class: "st-tick" }),
      drawn(
        "text",
        {
          x: x(at),
          y: height - bottom + 20,
          "text-anchor": "middle",
          class: i % 2 === 1 ? "st-odd" : "",
        },
        text,
      ),
    );
  });
  for (const { color, curve } of lines) {
    let path = "";
    curve.values.forEach((value, i) => {
      const pen = i === 0 || curve.values[i - 1] === null ? "M" : "L";
      if (value !== null) path += `${pen}${x(curve.at[i]).toFixed(1)},${y(value).toFixed(1)}`;
    });
    svg.append(drawn("path", { d: path || "M0,0", stroke: color, class: "st-line" }));
  }

  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const title = document.createElement("strong");
  title.textContent = label;
  caption.append(title, ` (${unit}) over ${over === "date" ? "time" : "steps"}`);
  const legend = document.createElement("div");
  legend.className = "st-legend";
  lines.forEach(({ color }, i) => {
    const entry = document.createElement("span");
    const swatch = document.createElement("i");
    swatch.style.backgroundColor = color;
    entry.append(swatch, ends[i]);
    legend.append(entry);
  });
  figure.className = "st-figure";
  figure.append(caption, legend, svg);
  return figure;
}
