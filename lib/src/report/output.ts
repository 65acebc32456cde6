import { escapeHtml } from "../core/index.js";
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
  return `<pre class="${kind}">${terminalText(text)}</pre>`;
}

function error(output: ReportOutput): string {
  const head = `${output.ename ?? "Error"}: ${output.evalue ?? ""}`;
  const trace = (output.traceback ?? []).join("\n");
  const details = trace ? `<pre class="rp-stream">${terminalText(trace)}</pre>` : "";
  return `<div class="rp-error"><p><strong>Error</strong> ${terminalText(head)}</p>${details}</div>`;
}

/** The richest form that the page can show, by MIME type. */
const RENDERERS: readonly (readonly [type: string, render: (content: string) => string])[] = [
  ["text/html", sanitizeOutput],
  ["image/svg+xml", sanitizeOutput],
  ["image/png", (content) => raster("png", content)],
  ["image/jpeg", (content) => raster("jpeg", content)],
  ["text/plain", (content) => `<pre class="rp-stream">${terminalText(content)}</pre>`],
];

function data(bundle: Readonly<Record<string, unknown>>): string {
  for (const [type, render] of RENDERERS) {
    if (type in bundle) return render(joined(bundle[type]));
  }
  const types = Object.keys(bundle);
  if (types.length === 0) return "";
  return "application/json" in bundle
    ? `<pre class="rp-stream">${terminalText(JSON.stringify(bundle["application/json"], null, 2))}</pre>`
    : notShown(types.join(", "));
}

function raster(kind: "png" | "jpeg", base64: string): string {
  return `<img src="data:image/${kind};base64,${base64.replace(/[^A-Za-z0-9+/=]/g, "")}" alt="image output">`;
}

function notShown(kind: string): string {
  return `<p class="rp-cut">[output not shown: ${escapeHtml(kind)}]</p>`;
}
