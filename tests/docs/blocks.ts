import { readFileSync } from "node:fs";

/** A fenced block of a page: ```` ```language words ````. */
export interface Block {
  readonly page: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** What follows the language: a file name, or how a cell fails. */
  readonly info: string;
  readonly source: string;
}

/** The fenced blocks of a Markdown file, in order. A fence that is not closed is an error. */
export function blocksOf(path: string, page: string): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; language: string; info: string; lines: string[] } | undefined;
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((text, i) => {
      const fence = /^```(\S*)\s*(.*)$/.exec(text);
      if (fence && open) {
        const { line, language, info, lines } = open;
        blocks.push({ page, line, language, info, source: `${lines.join("\n")}\n` });
        open = undefined;
      } else if (fence) open = { line: i + 1, language: fence[1], info: fence[2].trim(), lines: [] };
      else open?.lines.push(text);
    });
  if (open) throw new Error(`${page}:${open.line}: the block is not closed`);
  return blocks;
}

export interface Link {
  readonly line: number;
  readonly target: string;
}

/** Links and images of a page, code left out. */
export function linksOf(path: string): Link[] {
  const links: Link[] = [];
  let inBlock = false;
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((text, i) => {
      if (text.startsWith("```")) inBlock = !inBlock;
      if (inBlock) return;
      const plain = text.replace(/(?<!\[)`[^`]*`(?!\])/g, "");
      for (const [, target] of plain.matchAll(/\]\(([^)\s]+)\)/g)) links.push({ line: i + 1, target });
    });
  return links;
}

/** Files of the repository that the text names as code; a bare `name.cts` is a part of the preload. */
export function pathsIn(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const named = Array.from(
    text.matchAll(/`((?:lib|tests|docs|templates|notebooks)\/[\w./-]*)`/g),
    ([, name]) => name,
  );
  const parts = Array.from(text.matchAll(/`(\w+\.cts)`/g), ([, name]) => `lib/src/notebook/preload/${name}`);
  return [...named.filter((name) => !name.startsWith("lib/dist")), ...parts];
}

/** The anchors that a code host gives to the headings of a page. */
export function anchorsOf(path: string): Set<string> {
  const headings = readFileSync(path, "utf8").matchAll(/^#{1,6}\s+(.*)$/gm);
  return new Set(
    Array.from(headings, ([, text]) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  );
}
