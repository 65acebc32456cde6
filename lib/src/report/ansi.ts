import { escapeHtml } from "../core/index.js";

const ESC = "\u001b";
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal output is made of control characters
const SEQUENCE = /\u001b\[([0-9;:?]*)([A-Za-z])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is left of them has no meaning on a page
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Terminal text as HTML: the 16 colours, bold, dim, italic and underline as classes; all other codes removed. */
export function ansiToHtml(text: string): string {
  const html: string[] = [];
  let classes = new Set<string>();
  let at = 0;
  const push = (piece: string) => {
    const safe = escapeHtml(piece.replace(CONTROLS, ""));
    if (safe) html.push(classes.size ? `<span class="${[...classes].join(" ")}">${safe}</span>` : safe);
  };
  for (const match of text.matchAll(SEQUENCE)) {
    push(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[2] === "m") classes = styled(classes, match[1]);
  }
  push(text.slice(at));
  return html.join("");
}

/** Terminal text without its codes. */
export function stripAnsi(text: string): string {
  return text.includes(ESC) ? text.replace(SEQUENCE, "") : text;
}

/** What a terminal would show of a line that was rewritten with carriage returns: its last version. */
export function lastVersion(line: string): string {
  const versions = line.replace(/\r+$/, "").split("\r");
  return versions[versions.length - 1];
}

const STYLES: Record<number, string> = { 1: "rp-b", 2: "rp-dim", 3: "rp-i", 4: "rp-u" };

function styled(before: ReadonlySet<string>, codes: string): Set<string> {
  const classes = new Set(before);
  const list = codes.split(/[;:]/).map(Number);
  for (let i = 0; i < list.length; i++) {
    const code = list[i];
    if (code === 0) classes.clear();
    else if (STYLES[code]) classes.add(STYLES[code]);
    else if (code === 22) for (const name of ["rp-b", "rp-dim"]) classes.delete(name);
    else if (code === 23) classes.delete("rp-i");
    else if (code === 24) classes.delete("rp-u");
    else if (code === 38 || code === 48) i += list[i + 1] === 5 ? 2 : 4;
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97) || code === 39) {
      for (const name of classes) if (name.startsWith("rp-a")) classes.delete(name);
      if (code !== 39) classes.add(`rp-a${code % 10}`);
    }
  }
  return classes;
}
