import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { checkKeys, fail, isoDate } from "../../core/index.js";
import { parseNotebook } from "../execute/readNotebook.js";
import { formatNotebook } from "../execute/writeNotebook.js";
import { findTemplate } from "./notebookTemplates.js";
import { researchFrame } from "./researchFrame.js";

export interface NewNotebookOptions {
  /** `research`, `blank`, a template of the project, or the path of an `.ipynb`. */
  template: string;
  /** What the research is about; the title, and in small letters the name of the file. */
  name: string;
  /** Folder of the project. */
  root: string;
  /** `YYYY-MM-DD`. Default: today, here. */
  date?: string;
}

/**
 * Make `notebooks/DATE-NAME.ipynb` from a template, framed as research: hypothesis, set-up, run, evaluation, decision.
 * The cell of the parameters stays what it is, outputs are left out. Returns the path; never overwrites.
 */
export async function newNotebook(options: NewNotebookOptions): Promise<string> {
  checkKeys("assay new", options, ["template", "name", "root", "date"]);
  const { template, name, root, date = today() } = options;
  const slug = slugOf(name);
  const source = findTemplate(template, root);
  const notebook = researchFrame(parseNotebook(await readFile(source, "utf8"), source), {
    title: titleOf(name),
    subtitle: `${date}, from the template ${basename(template, ".ipynb")}`,
    runName: slug,
  });
  const path = join(root, "notebooks", `${date}-${slug}.ipynb`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, formatNotebook(notebook), { flag: "wx" }).catch((cause: NodeJS.ErrnoException) =>
    cause.code === "EEXIST"
      ? fail("assay new", `${path} exists already`, { fix: "take another name, or delete it first" })
      : Promise.reject(cause),
  );
  return path;
}

function today(): string {
  const now = new Date();
  return isoDate(now.getTime() - now.getTimezoneOffset() * 60_000);
}

/** Small letters, digits and hyphens. */
function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug || fail("assay new", "a name needs a letter or a digit", { received: name });
}

/** A name without spaces is read as words: `small-caps` is `Small caps`. */
function titleOf(name: string): string {
  const words = name.includes(" ") ? name.trim() : name.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
