import { readFileSync, realpathSync, statSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { escapeHtml, htmlPage, Link, TableView } from "../../core/index.js";
import { CARDS_STYLE, FIGURE_STYLE, SHEET_STYLE } from "../../plot/index.js";
import type { ArtifactRecord } from "../../tracking/index.js";
import { inlineDrawings } from "../drawings.js";
import { sanitizeOutput } from "../sanitize.js";
import { PAGE_STYLE } from "../style.js";
import { folded, section } from "./pieces.js";
import type { SiteFolder } from "./siteFolder.js";
import { runPath, type SiteRun } from "./siteRun.js";

/** Kinds of files that a browser shows or saves, and never runs. */
const PLAIN = /^\.(csv|tsv|json|txt|md|log|ya?ml|parquet|arrow|png|jpe?g|gif|webp|pdf)$/;
const IMAGE = /^\.(png|jpe?g|gif|webp)$/;

/** A page or drawing that is longer is not looked through: it stays where it is, in characters. */
const LONGEST = 4_000_000;
/** A longer drawing is not put into the page. */
const INLINE = 400_000;

/** The artifacts of a run, put beside its page: figures as they are, everything else as a list with links. */
export function artifactsSection(run: SiteRun, site: SiteFolder): string {
  const { artifacts } = run.view.record;
  if (artifacts.length === 0) return "";
  const shown = artifacts.map((artifact) => shownArtifact(run, artifact, site));
  const rows = artifacts.map(({ name, type, bytes, sha256 }, i) => ({
    name: shown[i].href ? new Link(name, shown[i].href) : name,
    type,
    bytes,
    sha256: sha256.slice(0, 12),
  }));
  const columns = [
    { key: "name" },
    { key: "type" },
    { key: "bytes", label: "size", unit: "bytes", format: "integer" as const },
    { key: "sha256", label: "SHA-256" },
  ];
  const without = rows.filter((_, i) => !shown[i].href).length;
  const note = without > 0 ? `Without a link: kept in experiments/${run.id}/artifacts only.` : "";
  const table = new TableView(rows, { columns, note, limit: Infinity }).toHtml();
  const figures = shown.map(({ figure }) => figure).join("\n");
  return section("Artifacts", figures + (rows.length > 12 ? folded(`${rows.length} files`, table) : table));
}

interface ShownArtifact {
  /** Relative to the run's page; undefined where the file is not part of the site. */
  readonly href?: string;
  /** Safe HTML; empty where it is no figure. */
  readonly figure: string;
}

function shownArtifact(run: SiteRun, { name, path }: ArtifactRecord, site: SiteFolder): ShownArtifact {
  const source = join(run.view.directory, path);
  if (!isFileIn(run.view.directory, source)) return { figure: "" };
  const kind = extname(path).toLowerCase();
  const place = `${runPath(run.id)}/${path}`;
  if (PLAIN.test(kind)) {
    site.take(source, place);
    const image = `<img src="./${escapeHtml(encodeURI(path))}" alt="${escapeHtml(name)}" loading="lazy">`;
    return { href: `./${path}`, figure: IMAGE.test(kind) ? captioned(name, image) : "" };
  }
  if (kind !== ".svg" && kind !== ".html" && kind !== ".htm") return { figure: "" };
  const text = readFileSync(source, "utf8");
  if (text.length > LONGEST) return { figure: "" };
  const body = sanitizeOutput(inlineDrawings(text));
  site.write(`${place}.html`, safePage(name, body));
  const small = kind === ".svg" && body.length < INLINE;
  return { href: `./${path}.html`, figure: small ? captioned(name, body) : "" };
}

/** A record, or a link in the folder, may name a file elsewhere. */
function isFileIn(folder: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(folder) + sep) && statSync(path).isFile();
  } catch {
    return false;
  }
}

const captioned = (name: string, body: string): string =>
  `<figure class="assay-figure"><figcaption><strong class="assay-title">${escapeHtml(name)}</strong></figcaption>${body}</figure>`;

const STYLE = [PAGE_STYLE, FIGURE_STYLE, CARDS_STYLE, SHEET_STYLE].join("\n");

/** What is left of a page or drawing after everything that could act is gone. */
const safePage = (title: string, body: string): string =>
  htmlPage({ title, style: STYLE, body: `<main class="rp-page">\n${body}\n</main>` });
