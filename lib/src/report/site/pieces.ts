import { escapeHtml, formatNumber, type NumberFormat, type Showable } from "../../core/index.js";
import { flatParams, type JsonValue, type SeenStatus } from "../../tracking/index.js";
import { valueText } from "../words.js";

/** Something in the cell of a table that is more than its text. */
export class Face implements Showable {
  constructor(
    private readonly text: string,
    private readonly html: string,
  ) {}

  toText(): string {
    return this.text;
  }

  toHtml(): string {
    return this.html;
  }
}

/** The status of a run as a coloured word. */
export function badge(status: SeenStatus | "unreadable"): Face {
  const kind = status === "completed" ? "good" : status === "running" ? "open" : "bad";
  return new Face(status, `<span class="rp-badge rp-${kind}">${status}</span>`);
}

/** Parameters, or the chosen ones, in one line: `factor=mom_12_1 costs.bps=5`. */
export const paramsText = (
  params: Readonly<Record<string, JsonValue>>,
  chosen?: ReadonlySet<string>,
): string =>
  [...flatParams(params)]
    .filter(([name]) => chosen?.has(name) ?? true)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(" ");

/** The same in the cell of a table, cut after two lines until it is pointed at. */
export function paramsFace(...given: Parameters<typeof paramsText>): Face {
  const text = paramsText(...given);
  return new Face(text, `<div class="st-params"><div>${escapeHtml(text)}</div></div>`);
}

/** A part of a page under its heading, which names it. */
export function section(
  title: string,
  body: string,
  id = title.toLowerCase().replace(/[^a-z]+/g, "-"),
): string {
  return `<section class="st-part" aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>\n${body}\n</section>`;
}

/** Folded until it is asked for. */
export const folded = (summary: string, body: string): string =>
  `<details class="st-folded"><summary>${escapeHtml(summary)}</summary>\n${body}\n</details>`;

/** A number that may be missing, with its spaces kept. */
export const numberHtml = (value: number, format: NumberFormat): string =>
  escapeHtml(formatNumber(value, format)).replaceAll(" ", "&nbsp;");

/** The start of an instant, to the minute: `2026-11-21 03:15`. */
export const minuteText = (iso: string): string => iso.slice(0, 16).replace("T", " ");
