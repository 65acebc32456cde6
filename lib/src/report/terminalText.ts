import { escapeHtml } from "../core/index.js";
import { ansiToHtml, lastVersion, stripAnsi } from "./ansi.js";

const MAX_LINES = 200;
const HEAD_LINES = 120;
const TAIL_LINES = 60;
const MAX_LINE = 4000;

/** Printed text as HTML lines. What is left out is counted at the place where it is missing. */
export function terminalText(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n").map(lastVersion);
  if (lines.length <= MAX_LINES) return lines.map(shown).join("\n");
  const left = lines.length - HEAD_LINES - TAIL_LINES;
  return [
    ...lines.slice(0, HEAD_LINES).map(shown),
    cut(
      `${left.toLocaleString("en-US")} of ${lines.length.toLocaleString("en-US")} lines left out here; the executed notebook has them`,
    ),
    ...lines.slice(-TAIL_LINES).map(shown),
  ].join("\n");
}

function shown(line: string): string {
  if (line.length <= MAX_LINE) return ansiToHtml(line);
  const plain = stripAnsi(line);
  if (plain.length <= MAX_LINE) return ansiToHtml(line);
  const left = (plain.length - MAX_LINE).toLocaleString("en-US");
  return escapeHtml(plain.slice(0, MAX_LINE)) + cut(`${left} characters of this line left out`);
}

function cut(text: string): string {
  return `<span class="rp-cut">✂ ${escapeHtml(text)}</span>`;
}
