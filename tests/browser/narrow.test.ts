import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TableView } from "../../lib/src/core/index.js";
import { heatmap } from "../../lib/src/plot/index.js";
import { FileBrowser, hasChromium } from "../support/browser.js";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const WORDS = { title: "t", subtitle: "s", source: "made up", value: { label: "IC", unit: "correlation" } };

const page = (body: string) =>
  `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:14px">${body}`;

describe.skipIf(!hasChromium)("on a narrow screen", () => {
  let browser: FileBrowser;
  beforeAll(async () => {
    browser = await FileBrowser.launch();
  });
  afterAll(() => browser.close());

  it.each([3, 40])(
    "names of the rows of a heat map with %i columns stand beside it as a whole",
    async (width) => {
      const names = [
        "Communication Services",
        "MOMENTUM_OF_WIDE_MOUNTAINS",
        `a very long name ${"of words ".repeat(9)}`,
      ];
      const rows = [...names, ...Array.from({ length: 27 }, (_, i) => `row ${i}`)];
      const columns = Array.from({ length: width }, (_, i) => `c${i}`);
      const values = Array.from({ length: rows.length * width }, (_, i) => Math.sin(i));
      const { page: shown } = await browser.open(
        page(heatmap({ rows, columns, values }, WORDS).toHtml()),
        PHONE,
      );
      const lefts = await shown.evaluate(() =>
        Array.from(document.querySelectorAll("svg text"), (text) => text.getBoundingClientRect().left),
      );
      expect(lefts.length).toBeGreaterThan(30);
      expect(Math.min(...lefts)).toBeGreaterThanOrEqual(14);
      await shown.context().close();
    },
  );

  it("long texts of a table break over few lines, and the table scrolls in its own box", async () => {
    const words = "a source that takes many words to say where it is from, and the year ".repeat(2);
    const row = Object.fromEntries(["name", "title", "formula", "source"].map((key) => [key, words]));
    const { page: shown } = await browser.open(page(new TableView([{ ...row, n: 1 }]).toHtml()), PHONE);
    const [height, wide] = await shown.evaluate(() => [
      document.querySelector("td")?.getBoundingClientRect().height ?? Infinity,
      document.documentElement.scrollWidth,
    ]);
    expect(height).toBeLessThan(160);
    expect(wide).toBeLessThanOrEqual(390);
    await shown.context().close();
  });
});
