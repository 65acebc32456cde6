/** Readable on white and on near-black: an image cannot know which of the two it stands on. */
const INK = "#757575";

/** On a narrow screen the texts of a drawing grow; names at line ends give way to the legend of the figure. */
const STYLE = `<style>svg{color:${INK}}@media(max-width:520px){text{font-size:20px}.assay-cell text{font-size:17px}.assay-end{display:none}}</style>`;

const DRAWING = /<svg [^>]*class="assay-(plot|spark)"[^>]*>[\s\S]*?<\/svg>/g;

/**
 * HTML for the output of a notebook cell, each of Assay's drawings as an image. Jupyter (in a notebook that is not
 * yet trusted) and code hosts remove inline SVG from HTML and leave its texts scattered; an image they keep.
 */
export function drawingsAsImages(html: string): string {
  return html.replace(DRAWING, (svg, kind: string) => {
    const plot = kind === "plot";
    const source = Buffer.from(plot ? svg.replace(">", `>${STYLE}`) : svg).toString("base64");
    const size = / width="\d+" height="\d+"/.exec(svg)?.[0] ?? "";
    const name = / aria-label="[^"]*"/.exec(svg)?.[0].replace(" aria-label", "alt") ?? 'alt="figure"';
    const fit = plot ? ' style="width:100%;max-width:760px;height:auto"' : "";
    return `<img class="assay-${kind}" ${name}${size}${fit} src="data:image/svg+xml;base64,${source}">`;
  });
}
