import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeProject, type Project } from "../support/project.js";
import { PYTHON, python } from "./python.js";

describe.skipIf(!PYTHON)("Jupyter's own tools", () => {
  let project: Project;
  let executed: string;
  beforeAll(async () => {
    project = makeProject();
    const ran = await project.assay("run", "notebooks/quickstart.ipynb", "--json");
    expect(ran.code, ran.stderr).toBe(0);
    executed = join(project.dir, "experiments", JSON.parse(ran.stdout).run_id, "notebook.ipynb");
  });
  afterAll(() => project.remove());

  test("nbformat finds the executed notebook valid", () => {
    const out = python(
      `import sys, nbformat
nb = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT)
nbformat.validate(nb)
print(nb.nbformat, nb.nbformat_minor, len(nb.cells))`,
      executed,
    );
    expect(out).toMatch(/^4 5 \d+/);
  });

  test("nbconvert renders it, figures and tables included", () => {
    const out = python(
      `import sys
from nbconvert import HTMLExporter
html, _ = HTMLExporter().from_filename(sys.argv[1])
print(html.count("assay-plot"), html.count("assay-table"))`,
      executed,
    );
    const [figures, tables] = out.split(" ").map(Number);
    expect(figures).toBeGreaterThan(5);
    expect(tables).toBeGreaterThan(5);
  });

  test("nbclient executes a notebook on our kernel, as JupyterLab would, and sees its error", async () => {
    const prefix = join(project.dir, "jupyter");
    expect((await project.assay("lab", "--install", "--prefix", prefix)).code).toBe(0);
    const out = python(
      `import sys, os, json
os.environ["JUPYTER_PATH"] = os.path.join(sys.argv[1], "share", "jupyter")
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
def execute(*cells):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    try:
        NotebookClient(nb, kernel_name="assay-typescript", timeout=120, resources={"metadata": {"path": sys.argv[2]}}).execute()
    except CellExecutionError as e:
        return ["error", e.ename, e.evalue]
    lines = "".join(o.text for c in nb.cells for o in c.outputs if o.output_type == "stream").count("\\n")
    return [[sorted(o.data) for c in nb.cells for o in c.outputs if o.output_type == "display_data"], lines]
print(json.dumps([
    execute('import { field } from "assay";', 'field("close").lag(1)', 'for (let i = 0; i < 2000; i++) console.log(i)'),
    execute('throw new RangeError("too far")'),
]))`,
      prefix,
      project.dir,
    );
    expect(JSON.parse(out)).toEqual([
      [[["text/html", "text/plain"]], 2000],
      ["error", "RangeError", "too far"],
    ]);
  });
});
