/**
 * The style of figures, cards and sheets. Written once into every fragment so that it looks the same in Jupyter
 * and on a code host; the report carries it in its own style sheet. Colours come from `currentColor`, so that the
 * page's own light or dark theme decides.
 */
export const FIGURE_STYLE = [
  ".assay-figure{margin:1em 0;max-width:760px;font-family:system-ui,sans-serif;color:inherit}",
  ".assay-figure figcaption{margin:0 0 .4em;text-align:left;color:inherit}",
  ".assay-figure .assay-title{font-weight:600;font-size:1.02em;line-height:1.3}",
  ".assay-figure .assay-subtitle{font-size:.88em;opacity:.8;line-height:1.35}",
  ".assay-figure svg,.assay-figure img{display:block;width:100%;height:auto;max-width:760px;overflow:visible}",
  ".assay-figure .assay-source{margin:.3em 0 0;font-size:.76em;opacity:.75;line-height:1.35}",
  ".assay-legend{display:none;flex-wrap:wrap;gap:.1em 1em;font-size:.82em;margin:.2em 0}",
  ".assay-legend i{display:inline-block;width:1.1em;height:.25em;margin-right:.4em;vertical-align:middle}",
  "@media(max-width:520px){.assay-figure svg text{font-size:20px}.assay-figure svg .assay-cell text{font-size:17px}",
  ".assay-figure svg .assay-end{display:none}.assay-legend{display:flex!important}}",
].join("");

/** Style sheet of `KpiCards`, for a page of your own. */
export const CARDS_STYLE = [
  ".assay-cards{margin:1em 0;font-family:system-ui,sans-serif;color:inherit}",
  ".assay-cards .assay-title{font-weight:600;margin:0 0 .4em}",
  ".assay-cards .assay-grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5em,1fr));gap:.6em;margin:0}",
  ".assay-card{border:1px solid #8885;border-radius:6px;padding:.5em .7em;min-width:0}",
  ".assay-cards .assay-label{font-size:.78em;opacity:.8;font-weight:400;margin:0;line-height:1.3}",
  ".assay-cards .assay-value{display:flex;flex-wrap:wrap;align-items:baseline;column-gap:.3em;font-size:1.35em;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.35}",
  ".assay-cards small.assay-unit{font-size:.55em;font-weight:400;opacity:.8;line-height:1.3}",
  ".assay-cards small{font-size:inherit}.assay-cards .assay-hint{font-size:.74em;opacity:.75;line-height:1.3}",
].join("");

/** Style sheet of a `Sheet`, for a page of your own. */
export const SHEET_STYLE = [
  ".assay-sheet{margin:1em 0;color:inherit}",
  ".assay-sheet>.assay-heading{font-weight:650;font-size:1.2em;margin:0 0 .1em;line-height:1.3}",
  ".assay-sheet>.assay-lead{opacity:.8;font-size:.9em;margin:0 0 .6em}",
  ".assay-sheet .assay-scroll{overflow-x:auto;max-width:100%}",
].join("");
