import { escapeHtml } from "../core/index.js";
import { inlineDrawings } from "./drawings.js";
import { renderMarkdown } from "./markdown.js";
import { renderMath } from "./math.js";
import { joined, type ReportOutput } from "./notebook.js";
import { sanitizeOutput } from "./sanitize.js";
import { terminalText } from "./terminalText.js";

/** One output of a cell as safe HTML. */
export function renderOutput(output: ReportOutput): string {
  switch (output.output_type) {
    case "stream":
      return stream(output);
    case "error":
      return error(output);
    case "display_data":
    case "execute_result":
      return data(output.data ?? {});
    default:
      return notShown(output.output_type);
  }
}

function stream(output: ReportOutput): string {
  const text = joined(output.text);
  if (text === "") return "";
  const kind = output.name === "stderr" ? "rp-stream rp-stderr" : "rp-stream";
  return printed(text, kind);
}

/** Long text scrolls in its box, by keyboard too. */
function printed(text: string, kind = "rp-stream"): string {
  const long = text.length > 1000 || text.split("\n", 20).length === 20;
  return `<pre class="${kind}"${long ? ' tabindex="0"' : ""}>${terminalText(text)}</pre>`;
}

function error(output: ReportOutput): string {
  const head = `${output.ename ?? "Error"}: ${output.evalue ?? ""}`;
  const trace = (output.traceback ?? []).join("\n");
  const details = trace ? printed(trace) : "";
  return `<div class="rp-error"><p><strong>Error</strong> ${terminalText(head)}</p>${details}</div>`;
}

/** The richest form that the page can show, by MIME type. */
const RENDERERS: readonly (readonly [type: string, render: (content: string) => string])[] = [
  ["text/html", (content) => sanitizeOutput(inlineDrawings(content))],
  ["image/svg+xml", sanitizeOutput],
  ["image/png", (content) => raster("png", content)],
  ["image/jpeg", (content) => raster("jpeg", content)],
  ["text/markdown", (content) => `<div class="rp-text">${renderMarkdown(content)}</div>`],
  ["text/latex", latex],
  ["text/plain", (content) => printed(content)],
];

function data(bundle: Readonly<Record<string, unknown>>): string {
  for (const [type, render] of RENDERERS) {
    if (type in bundle) return render(joined(bundle[type]));
  }
  const types = Object.keys(bundle);
  if (types.length === 0) return "";
  return "application/json" in bundle
    ? printed(JSON.stringify(bundle["application/json"], null, 2))
    : notShown(types.join(", "));
}

/** With or without the dollars around it, as kernels send it. */
function latex(content: string): string {
  const tex = content.trim().replace(/^\$\$?([\s\S]*?)\$\$?$/, "$1");
  const math = renderMath(tex, true);
  return math === undefined ? printed(content) : `<div class="rp-scroll rp-math">${math}</div>`;
}

function raster(kind: "png" | "jpeg", base64: string): string {
  return `<img src="data:image/${kind};base64,${base64.replace(/[^A-Za-z0-9+/=]/g, "")}" alt="image output">`;
}

function notShown(kind: string): string {
  return `<p class="rp-cut">[output not shown: ${escapeHtml(kind)}]</p>`;
}
