import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { type Cell, fail, isShowable, pageOf, type Showable, TableView } from "../core/index.js";
import { csvField, numberText } from "./metricLine.js";
import { plainJson } from "./plainJson.js";
import { redactJson, redactText } from "./secrets.js";

/**
 * What can be kept as an artifact: text, bytes, `{ path }` of a file to copy, a table (CSV), anything that
 * shows itself (HTML), any other plain data (JSON).
 */
export type ArtifactContent = string | Uint8Array | { readonly path: string } | Showable | object;

const TYPES: Readonly<Record<string, string>> = {
  ".txt": "text/plain",
  ".md": "text/markdown",
  ".html": "text/html",
  ".csv": "text/csv",
  ".json": "application/json",
  ".ipynb": "application/x-ipynb+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".pdf": "application/pdf",
  ".parquet": "application/vnd.apache.parquet",
  ".arrow": "application/vnd.apache.arrow.file",
};

export interface ArtifactFile {
  /** File name, with the extension that the content gives when the name has none. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** MIME type. */
  readonly type: string;
}

/** Decide the file, its bytes and its type. The extension of `name` chooses among the forms that a value has. */
export function artifactFile(name: string, content: ArtifactContent): ArtifactFile {
  const given = extname(name).toLowerCase();
  const [extension, body] = bodyOf(given, content);
  const bytes = typeof body === "string" ? Buffer.from(redactText(body), "utf8") : body;
  const type = TYPES[given || extension] ?? "application/octet-stream";
  return { file: given ? name : `${name}${extension}`, bytes, type };
}

function bodyOf(given: string, content: ArtifactContent): [string, string | Uint8Array] {
  if (typeof content === "string") return [".txt", content];
  if (content instanceof Uint8Array) return [".bin", content];
  if (typeof content !== "object" || content === null) {
    return fail("tracking.artifact", "content must be text, bytes, { path }, a table or plain data", {
      received: content,
    });
  }
  if (isPath(content)) return [extname(content.path), readFileSync(content.path)];
  if (given === ".txt" && isShowable(content)) return [given, `${content.toText()}\n`];
  if (given === ".svg" && "toSvg" in content && typeof content.toSvg === "function") {
    return [given, String(content.toSvg())];
  }
  if (content instanceof TableView && given !== ".html") return tableBody(given, content);
  if (isShowable(content) && given !== ".json") return [".html", pageOf(content)];
  return [".json", `${JSON.stringify(redactJson(plainJson("tracking.artifact", content)), null, 2)}\n`];
}

function isPath(content: object): content is { path: string } {
  return Object.keys(content).length === 1 && "path" in content && typeof content.path === "string";
}

function tableBody(given: string, table: TableView): [string, string] {
  if (given === ".json")
    return [given, `${JSON.stringify(plainJson("tracking.artifact", table.rows), null, 2)}\n`];
  const keys = table.columns.map((column) => column.key);
  const lines = [keys, ...table.rows.map((row) => keys.map((key) => cellText(row[key])))];
  return [".csv", `${lines.map((line) => line.map(csvField).join(",")).join("\n")}\n`];
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (isShowable(cell)) return cell.toText();
  return typeof cell === "number" ? numberText(cell) : String(cell);
}
