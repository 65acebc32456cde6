const DRAWING =
  /<img class="assay-(?:plot|spark)"[^>]* src="data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)"[^>]*>/g;

/**
 * Drawings that a notebook holds as images, as inline SVG again: on this page they follow its light or dark mode
 * and its print. What comes out is as untrusted as what went in, and must be sanitised.
 */
export function inlineDrawings(html: string): string {
  return html.replace(DRAWING, (_, base64: string) => Buffer.from(base64, "base64").toString("utf8"));
}
