/// <reference path="./texmath.d.ts" />
import katex from "katex";
import type MarkdownIt from "markdown-it";
import texmath from "markdown-it-texmath";
import { escapeHtml } from "../core/index.js";

type Markdown = InstanceType<typeof MarkdownIt>;

/**
 * TeX as MathML, which browsers show without fonts or styles of ours; `undefined` when it is not TeX: two prices in
 * dollars are no formula.
 */
export function renderMath(tex: string, displayMode: boolean): string | undefined {
  try {
    return katex.renderToString(tex, {
      displayMode,
      output: "mathml",
      trust: false,
      strict: "ignore",
    });
  } catch {
    return undefined;
  }
}

const INLINE = { math_inline: "$", math_inline_double: "$$" };

/** `$…$` and `$$…$$` in markdown; what is no formula stays as it was written. */
export function withMath(markdown: Markdown): Markdown {
  texmath(markdown, { engine: katex, delimiters: "dollars" });
  const { rules } = markdown.renderer;
  for (const [rule, mark] of Object.entries(INLINE)) {
    rules[rule] = (tokens, i) => {
      const { content } = tokens[i];
      return renderMath(content, mark === "$$") ?? escapeHtml(`${mark}${content}${mark}`);
    };
  }
  rules.math_block = (tokens, i) => block(tokens[i].content);
  rules.math_block_eqno = (tokens, i) => block(`${tokens[i].content}\\tag{${tokens[i].info}}`);
  return markdown;
}

function block(tex: string): string {
  const math = renderMath(tex, true) ?? escapeHtml(`$$${tex}$$`);
  return `<div class="rp-scroll rp-math">${math}</div>\n`;
}
