import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TableView } from "../../lib/src/core/index.js";
import { openLake, publishSynthetic } from "../../lib/src/data/index.js";
import { syntheticMarket } from "../../lib/src/sim/index.js";
import { CHROMIUM, CHROMIUM_ARGS, hasChromium } from "../support/browser.js";
import { Lab } from "../support/lab.js";
import { makeProject, type Project } from "../support/project.js";

/** JupyterLab waits a second for a completion; a fresh kernel reads the types of the library at the first one. */
const SOON = { timeout: 40_000, interval: 200 };

const PYTHON = process.env.ASSAY_PYTHON;

/** What the page shows of the outputs of the open notebook. */
function outputs() {
  const all = <E extends Element>(selector: string) =>
    Array.from(document.querySelectorAll<E>(`.jp-OutputArea-output ${selector}`));
  return {
    emptyTables: all("table").filter((table) => !table.querySelector("tbody tr td")?.textContent).length,
    tables: all("table").length,
    figures: all<HTMLImageElement>("img").filter(
      (image) => image.naturalWidth > 300 && image.clientWidth > 300,
    ).length,
    images: all("img").length,
    wideOutputs: all("").filter((output) => output.scrollWidth > output.clientWidth + 1).length,
    errors: Array.from(document.querySelectorAll(".jp-OutputArea-output"))
      .filter((output) => /vnd.jupyter.(error|stderr)/.test(output.getAttribute("data-mime-type") ?? ""))
      .map((output) => output.textContent),
  };
}

describe.skipIf(!hasChromium || !PYTHON)("JupyterLab, started by assay lab", () => {
  let project: Project;
  let lab: Lab;
  let browser: Browser;
  beforeAll(async () => {
    project = makeProject();
    const market = syntheticMarket({ seed: 1, symbols: 40, years: 3 });
    await publishSynthetic(openLake(join(project.dir, "data")), market, { dataset: "demo" });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
    lab = await Lab.start(project.dir, PYTHON as string);
  });
  afterAll(async () => {
    await browser?.close();
    await lab?.interrupt();
    project?.remove();
  });

  async function open(notebook: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
    await page.goto(lab.url(`lab/tree/${notebook}?reset`));
    await page.getByText("Assay (TypeScript) | Idle").waitFor({ timeout: 100_000 });
    return page;
  }

  it.each([
    { name: "analyze-factors", figures: 9, tables: 20 },
    { name: "backtest", figures: 6, tables: 6 },
    { name: "data-review", figures: 3, tables: 10 },
    { name: "event-factors", figures: 10, tables: 19 },
    { name: "event-study", figures: 4, tables: 6 },
    { name: "factor-report", figures: 12, tables: 11 },
  ])("runs all cells of the template $name with our kernel and shows every output", async (template) => {
    const { name } = template;
    const page = await open(`templates/${name}.ipynb`);
    await page.getByRole("menuitem", { name: "Run", exact: true }).click();
    await page.getByRole("menuitem", { name: "Run All Cells", exact: true }).click();
    const prompts = page.locator(".jp-CodeCell .jp-InputPrompt");
    await expect
      .poll(() => prompts.allTextContents(), { timeout: 90_000, interval: 500 })
      .toEqual(codeCells(name).map((_, i) => `[${i + 1}]:`));
    await expect
      .poll(async () => (await page.evaluate(outputs)).figures, { timeout: 5000 })
      .toBeGreaterThanOrEqual(template.figures);
    const seen = await page.evaluate(outputs);
    expect(seen).toMatchObject({ errors: [], emptyTables: 0, images: seen.figures });
    expect(seen.tables).toBeGreaterThanOrEqual(template.tables);
    if (process.env.ASSAY_SCREENSHOTS) {
      await page.locator(".jp-OutputArea-output table").first().scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(process.env.ASSAY_SCREENSHOTS, `jupyterlab-${name}.png`) });
    }
    await page.close();
  });

  const codeCells = (template: string): object[] => {
    const notebook = JSON.parse(readFileSync(join(project.dir, `templates/${template}.ipynb`), "utf8"));
    return notebook.cells.filter(({ cell_type }: { cell_type: string }) => cell_type === "code");
  };

  it("starts the kernel in the folder of a notebook, and completes and documents what is typed", async () => {
    const folder = join(project.dir, "notebooks", "deep", "er");
    mkdirSync(folder, { recursive: true });
    writeNotebook(join(folder, "typing.ipynb"), { source: 'import { openLake } from "assay";\nopenLak' });
    const page = await open("notebooks/deep/er/typing.ipynb");
    await page.locator(".jp-CodeCell .cm-line").last().click();
    await page.keyboard.press("End");
    const source = page.locator(".jp-CodeCell .cm-content");
    const complete = async () => {
      await page.keyboard.press("Tab");
      await page.waitForTimeout(1500);
      return source.innerText();
    };
    await expect.poll(complete, SOON).toMatch(/openLake$/);
    await page.keyboard.press("Shift+Tab");
    const hover = page.locator(".jp-Tooltip");
    await expect
      .poll(() => hover.allInnerTexts(), SOON)
      .toEqual([expect.stringMatching(/openLake\(.*\): Lake/)]);
  });

  it("shows tables of a notebook that is not trusted as they are meant: texts left, numbers right", async () => {
    const table = new TableView(
      [
        { name: "a", value: 1 },
        { name: "much longer", value: 1000 },
      ],
      { title: "Title" },
    );
    const output = { output_type: "display_data", data: { "text/html": table.toHtml() }, metadata: {} };
    writeNotebook(join(project.dir, "notebooks", "received.ipynb"), { source: "0", outputs: [output] });
    const page = await open("notebooks/received.ipynb");
    const aligned = await page
      .locator(".jp-OutputArea-output")
      .locator("caption, th, td")
      .evaluateAll((cells) => cells.map((cell) => `${cell.textContent} ${getComputedStyle(cell).textAlign}`));
    expect(aligned).toEqual([
      "Title left",
      ...["name left", "value right"],
      ...["a left", "1 right"],
      ...["much longer left", "1000 right"],
    ]);
    expect(await page.locator(".jp-OutputArea-output style").count()).toBe(0);
  });

  it("ends cleanly when it is interrupted, its kernels too", async () => {
    expect(await lab.interrupt()).toBe(0);
  });
});

/** A notebook of one code cell. */
function writeNotebook(path: string, { source, outputs = [] }: { source: string; outputs?: object[] }): void {
  const cell = { cell_type: "code", id: "only", metadata: {}, execution_count: null, source, outputs };
  const kernelspec = { name: "assay-typescript", display_name: "Assay (TypeScript)", language: "typescript" };
  writeFileSync(
    path,
    JSON.stringify({ cells: [cell], metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }),
  );
}
