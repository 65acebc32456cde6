import MarkdownIt from "markdown-it";
import { escapeHtml } from "../core/index.js";
import { highlight } from "./highlight.js";
import { withMath } from "./math.js";

/** A heading of the notebook, for the table of contents. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

type Attachments = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Renders the markdown cells of one notebook. Raw HTML is shown as text; outside images are named, not loaded.
 * The first level-one heading of the notebook is its title and is left out of the body.
 */
export class MarkdownCells {
  readonly headings: Heading[] = [];
  title: string | undefined;
  private readonly markdown = markdownOfReports();
  private readonly ids = new Set<string>();

  render(source: string, attachments: Attachments = {}): string {
    const tokens = this.markdown.parse(source, attachments);
    for (let i = 0; i < tokens.length; i++) {
      if (tokens[i].type !== "heading_open") continue;
      const text = plainText(tokens[i + 1].children ?? []);
      if (tokens[i].tag === "h1" && this.title === undefined) {
        this.title = text;
        tokens.splice(i, 3);
        i--;
        continue;
      }
      const level = Math.max(2, Number(tokens[i].tag.slice(1)));
      tokens[i].tag = tokens[i + 2].tag = `h${level}`;
      const id = this.newId(text);
      tokens[i].attrSet("id", id);
      this.headings.push({ level, text, id });
    }
    return this.markdown.renderer.render(tokens, this.markdown.options, attachments);
  }

  private newId(text: string): string {
    const slug =
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "") || "section";
    let id = `s-${slug}`;
    for (let n = 2; this.ids.has(id); n++) id = `s-${slug}-${n}`;
    this.ids.add(id);
    return id;
  }
}

/** Markdown that a cell has put out, safe as that of a cell. */
export function renderMarkdown(source: string): string {
  return markdownOfReports().render(source, {});
}

function markdownOfReports() {
  const markdown = withMath(new MarkdownIt({ html: false, linkify: false, highlight }));
  const { rules } = markdown.renderer;
  rules.image = (tokens, i, _options, env) => {
    const token = tokens[i];
    return image(String(token.attrGet("src") ?? ""), token.content, env as Attachments);
  };
  rules.table_open = () => '<div class="rp-scroll"><table class="rp-md">\n';
  rules.table_close = () => "</table></div>\n";
  return markdown;
}

function plainText(children: readonly { type: string; content: string }[]): string {
  return children
    .map((child) => (child.type === "softbreak" ? " " : child.content))
    .join("")
    .trim();
}

const IMAGE_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

function image(src: string, alt: string, attachments: Attachments): string {
  const attached = src.startsWith("attachment:") ? attachments[decodeURIComponent(src.slice(11))] : undefined;
  const type = attached && IMAGE_TYPES.find((name) => name in attached);
  const url = type ? `data:${type};base64,${attached[type].replace(/[^A-Za-z0-9+/=]/g, "")}` : src;
  if (/^data:image\/(png|jpeg|gif|webp);base64,/.test(url)) {
    return `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}">`;
  }
  return `<span class="rp-cut">[image not embedded: ${escapeHtml(alt || src)}]</span>`;
}
