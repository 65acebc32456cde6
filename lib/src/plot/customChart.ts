import { counted, fail } from "../core/index.js";
import { Figure, type FigureText } from "./figure.js";
import { emptyDocument, Plot } from "./observable.js";
import { PALETTE } from "./theme.js";

/** What the words of the figure say, and what it draws by itself. */
const OURS = ["title", "subtitle", "caption", "document", "className", "figure"];

/**
 * Any chart of Observable Plot as a figure: `spec` are the options of `Plot.plot` (marks, scales, margins). Colours
 * explain themselves by a legend above the drawing when `spec.color.legend` is true, a ramp for a measure and names for
 * categories. Where `spec.color` names no scheme, colours are told apart with every common colour blindness: our palette
 * for categories, viridis for a measure. Marks that would take more than 250 kB, such as twenty thousand dots, are drawn as an image below their
 * axes, and the source line says so.
 *
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * customChart({ color: { legend: true }, marks: [Plot.dot(rows, { x: "beta", y: "ret", fill: "size" })] },
 *   { title: "Small stocks have the higher betas", source: "demo, 2024-12-31" });
 * ```
 */
export function customChart(spec: object, words: FigureText): Figure {
  const given = OURS.filter((key) => key in spec);
  if (given.length > 0) {
    fail("plot.customChart", "title, subtitle and source are words of the figure, not options of the plot", {
      received: given,
      fix: "customChart({ marks: […] }, { title, source })",
    });
  }
  const { marks, color = {} } = spec as { marks?: unknown; color?: ColorOptions };
  if (!Array.isArray(marks) || marks.length === 0) {
    fail("plot.customChart", "spec.marks must be a list of marks of Observable Plot", { received: marks });
  }
  const { legend = false, ...scale } = color;
  return new Figure(words, {
    summary: `a drawing of ${counted(marks.length, "mark")}`,
    draw: () => ({ options: { ...spec, color: withColors(spec, scale) }, legend: legend !== false }),
  });
}

type ColorOptions = Readonly<Record<string, unknown>>;

const CHOSEN = ["scheme", "range", "interpolate", "type"];

function withColors(spec: object, color: ColorOptions): ColorOptions {
  if (CHOSEN.some((key) => key in color)) return color;
  const drawn = Plot.plot({ ...spec, color, document: emptyDocument() }).scale("color");
  if (!drawn || drawn.type === "identity") return color;
  return drawn.type === "ordinal" ? { ...color, range: PALETTE } : { ...color, scheme: "viridis" };
}
