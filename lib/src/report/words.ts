import { escapeHtml } from "../core/index.js";

/** `2026-11-21 03:15:12 UTC` of an ISO instant. */
export function instantText(iso: string): string {
  return iso.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
}

/** The first twelve digits of a hash, with all of them as a tooltip. */
export function hashHtml(hash: string): string {
  return `<code title="${escapeHtml(hash)}">${escapeHtml(hash.slice(0, 12))}</code>`;
}

/** A parameter or metric: text as it is, everything else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "–");
}
