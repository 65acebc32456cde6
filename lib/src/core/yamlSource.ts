import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { fail, nearest } from "./errors.js";

type Path = readonly (string | number)[];

/** A YAML file whose mistakes are reported with file, line, column and path. */
export class YamlSource {
  private readonly lines = new LineCounter();
  private readonly document;

  constructor(
    /** Who reads it, for messages. */
    private readonly who: string,
    /** As it is shown in messages. */
    readonly file: string,
    private readonly text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines });
    const [error] = this.document.errors;
    if (!error) return;
    const [rule] = error.message.split(/ at line |\n/);
    this.failAt(error.pos[0], "", `is not YAML: ${rule}`, {
      fix: /mapping/i.test(rule)
        ? 'a text that holds ": " needs quotes, or lines of its own after |'
        : undefined,
    });
  }

  /** The content as it is written, unchecked. */
  toJS(): unknown {
    return this.document.toJS();
  }

  /** What stands at `path` (default: the whole file), as the schema has it; its first breach is an error. */
  read<T>(schema: z.ZodType<T>, path: Path = []): T {
    const value: unknown = path.length === 0 ? this.document.toJS() : this.valueAt(path);
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const at = [...path, ...(issue.path as Path)];
    if (issue.code === "unrecognized_keys") this.failKey(at, issue.keys[0], schema);
    const received = this.valueAt(at);
    if (received === undefined) this.fail(at, "is required");
    return this.fail(at, issue.message.replace(/^Invalid input: /, "").replace(/, received .*$/, ""), {
      received,
    });
  }

  fail(path: Path, rule: string, details: { received?: unknown; fix?: string } = {}): never {
    return this.failAt(this.startOf(path), shown(path), rule, details);
  }

  /** An error at character `at` of the text that stands at `path`, with the line and a mark under it. */
  failInside(path: Path, at: number, rule: string): never {
    const offset = this.insideOf(path, at);
    const start = this.text.lastIndexOf("\n", offset - 1) + 1;
    const end = this.text.indexOf("\n", offset);
    const line = this.text.slice(start, end < 0 ? undefined : end);
    return this.failAt(offset, shown(path), `${rule}\n  ${line}\n  ${" ".repeat(offset - start)}^`);
  }

  /** Line of what stands at `path`, the first is 1. */
  lineOf(path: Path): number {
    return this.lines.linePos(this.startOf(path)).line;
  }

  private failAt(
    offset: number,
    path: string,
    rule: string,
    details: { received?: unknown; fix?: string } = {},
  ): never {
    const { line, col } = this.lines.linePos(offset);
    const where = path === "" ? "" : `, at ${path}`;
    return fail(this.who, `${this.file}, line ${line}, column ${col}${where}: ${rule}`, details);
  }

  private failKey(path: Path, key: string, schema: z.ZodType): never {
    const known = "shape" in schema ? Object.keys(schema.shape as object) : [];
    const map = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const pair = isMap(map)
      ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const at = (isScalar(pair?.key) && pair.key.range?.[0]) || this.startOf(path);
    const near = nearest(key, known);
    return this.failAt(at, shown(path), `unknown key ${JSON.stringify(key)}; known: ${known.join(", ")}`, {
      fix: near && `did you mean ${near}?`,
    });
  }

  private valueAt(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) => (value as Record<string | number, unknown> | null)?.[key],
      this.document.toJS(),
    );
  }

  /** Where the node at `path` starts; where there is none, the nearest one around it. */
  private startOf(path: Path): number {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
    return range?.[0] ?? (path.length === 0 ? 0 : this.startOf(path.slice(0, -1)));
  }

  /** White space is folded in YAML: a character is found by the number of others before it. */
  private insideOf(path: Path, at: number): number {
    const node = this.document.getIn(path, true);
    if (!isScalar(node) || typeof node.value !== "string" || !node.range) return this.startOf(path);
    let offset = node.range[0];
    if (node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE") offset++;
    if (node.type?.startsWith("BLOCK")) offset = this.text.indexOf("\n", offset);
    let left = node.value.slice(0, at).replace(/\s/g, "").length;
    let found = offset;
    for (; offset < node.range[1]; offset++) {
      if (/\s/.test(this.text[offset])) continue;
      if (left-- === 0) return offset;
      found = offset + 1;
    }
    return found;
  }
}

const shown = (path: Path): string =>
  path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");
