import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newNotebook, notebookTemplates, readNotebook, tagsOf } from "../../lib/src/notebook/index.js";
import { code, markdown, nbformatErrors, TestProject } from "../support/notebooks.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
  project.template(
    "study",
    markdown("# Study\n\nWhat the template does."),
    code("const params = parameters({});", "parameters"),
    code('const run = startRun({ name: "study", params });\nrun'),
  );
});
afterAll(() => project.remove());

const make = (template: string, name: string) =>
  newNotebook({ template, name, root: project.root, date: "2026-01-31" });

it("offers what is built in and what the project has", () => {
  expect(notebookTemplates(project.root)).toEqual(["research", "blank", "study"]);
});

it.each(["research", "blank", "study"])(
  "frames %s as research, with its parameters cell, in valid nbformat",
  async (template) => {
    const path = await make(template, `on ${template}`);
    expect(relative(project.root, path)).toBe(`notebooks/2026-01-31-on-${template}.ipynb`);
    expect(nbformatErrors(path)).toEqual([]);
    const { cells } = await readNotebook(path);
    const headings = cells.flatMap(({ source }) => source.match(/^#+ .*/gm) ?? []);
    const middle = template === "study" ? [] : ["## Run", "## Evaluation"];
    expect(headings).toEqual([`# On ${template}`, "## Hypothesis", "## Set-up", ...middle, "## Decision"]);
    expect(cells[0].source).toContain(`2026-01-31, from the template ${template}`);
    expect(cells.filter((cell) => tagsOf(cell).includes("parameters"))).toHaveLength(1);
    expect(cells.map(({ source }) => source).join("\n")).toContain(
      `startRun({ name: "on-${template}", params })`,
    );
  },
);

it("keeps what the template says of itself", async () => {
  const { cells } = await readNotebook(await make("study", "second"));
  expect(cells[2].source).toBe("## Set-up\n\nWhat the template does.");
});

it("never overwrites", async () => {
  const path = await make("blank", "once");
  const before = readFileSync(path, "utf8");
  await expect(make("research", "Once!")).rejects.toThrow("2026-01-31-once.ipynb exists already");
  expect(readFileSync(path, "utf8")).toBe(before);
});

it("makes a file name of any name, and refuses one without letters", async () => {
  expect(await make("blank", "Größe & Wert: 2nd try")).toMatch(/2026-01-31-grosse-wert-2nd-try\.ipynb$/);
  await expect(make("blank", "…")).rejects.toThrow('a name needs a letter or a digit, got "…"');
});

it("names the template that was meant", async () => {
  await expect(make("reserch", "x")).rejects.toThrow(
    "there is no template reserch; known: research, blank, study (did you mean research?)",
  );
});

it("starts from a notebook given by its path", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "assay-new-"));
  const original = await newNotebook({
    template: "research",
    name: "one",
    root: elsewhere,
    date: "2026-01-30",
  });
  const { cells } = await readNotebook(await make(original, "two"));
  expect(cells[0].source).toMatch(/^# Two\n\n\*2026-01-31, from the template 2026-01-30-one\*$/);
  expect(cells.filter(({ source }) => source.startsWith("## Hypothesis"))).toHaveLength(1);
  rmSync(elsewhere, { recursive: true });
});
