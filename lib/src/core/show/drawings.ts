/** Readable on white and on near-black: an image cannot know which of the two it stands on. */
const INK = "#757575";

/** On a narrow screen the texts of a drawing grow; names at line ends give way to the legend of the figure. */
const STYLE = `<style>svg{color:${INK}}@media(max-width:520px){text{font-size:20px}.assay-cell text{font-size:17px}.assay-end{display:none}}</style>`;

const DRAWING = /<svg [^>]*class="assay-plot"[^>]*>[\s\S]*?<\/svg>/g;

/**
 * HTML for the output of a notebook cell, each of Assay's drawings as an image. Jupyter (in a notebook that is not
 * yet trusted) and code hosts remove inline SVG from HTML and leave its texts scattered; an image they keep.
 */
export function drawingsAsImages(html: string): string {
  return html.replace(DRAWING, (svg) => {
    const source = Buffer.from(svg.replace(">", `>${STYLE}`)).toString("base64");
    const size = / width="\d+" height="\d+"/.exec(svg)?.[0] ?? "";
    const name = / aria-label="[^"]*"/.exec(svg)?.[0].replace(" aria-label", "alt") ?? 'alt="figure"';
    return `<img class="assay-plot" ${name}${size} style="width:100%;max-width:760px;height:auto" src="data:image/svg+xml;base64,${source}">`;
  });
}
