import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../lib/src/report/index.js";
import { FileBrowser, hasChromium, type Opened } from "../support/browser.js";
import {
  code,
  exampleNotebook,
  exampleRun,
  failedNotebook,
  html,
  notebookOf,
  text,
} from "../support/reportInput.js";
import { XSS } from "../support/xss.js";

const good = renderReport({ notebook: exampleNotebook(), run: exampleRun() });
const failed = renderReport({ notebook: failedNotebook(), run: exampleRun({ status: "failed" }) });
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/**
 * Texts whose colour has less contrast with what is painted behind them than WCAG 2 AA asks for: 4.5, and 3 for
 * text of 24 px, or bold from 18.66 px.
 */
function faintTexts(): string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const mix = (top: number[], under: number[]) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((k) => top[k] * alpha + under[k] * (1 - alpha));
  };
  const luminance = (rgb: number[]) => {
    const [r, g, b] = rgb.map((v) =>
      v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const chain = (element: Element): Element[] =>
    element.parentElement ? [...chain(element.parentElement), element] : [element];
  const faint: string[] = [];
  for (const element of Array.from(document.querySelectorAll("body *"))) {
    const own = Array.from(element.childNodes).some(
      (node) => node.nodeType === 3 && node.textContent?.trim(),
    );
    if (!own || element.closest("svg") || !(element as HTMLElement).offsetParent) continue;
    const style = getComputedStyle(element);
    let back = [255, 255, 255];
    let opacity = 1;
    for (const ancestor of chain(element)) {
      back = mix(channels(getComputedStyle(ancestor).backgroundColor), back);
      opacity *= Number(getComputedStyle(ancestor).opacity);
    }
    const ink = channels(style.color);
    const front = mix([...ink.slice(0, 3), (ink[3] ?? 1) * opacity], back);
    const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < (large ? 3 : 4.5))
      faint.push(`${contrast.toFixed(2)} ${element.className} ${element.textContent?.slice(0, 40)}`);
  }
  return faint;
}

/** What axe-core finds, all its rules on. */
async function violations(page: Opened["page"]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations: found } = await checker.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  });
}

describe.skipIf(!hasChromium)("the report in Chromium", () => {
  let browser: FileBrowser;
  beforeAll(async () => {
    browser = await FileBrowser.launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  const onlyItself = ({ requests, complaints }: Opened) => {
    expect(requests.filter((url) => !url.startsWith("data:"))).toHaveLength(1);
    expect(complaints).toEqual([]);
  };

  it("asks for nothing but itself and complains about nothing", async () => {
    const opened = await browser.open(good);
    await opened.page.locator("details.rp-code").first().click();
    onlyItself(opened);
    expect(await opened.page.locator("svg").count()).toBe(7);
    expect(await opened.page.locator("svg").first().boundingBox()).toMatchObject({
      width: expect.any(Number),
    });
    await opened.page.context().close();
  });

  it.each([
    ["completed", good],
    ["failed", failed],
  ])("does not scroll sideways on a phone: %s", async (_, report) => {
    const { page } = await browser.open(report, PHONE);
    await page.evaluate(() => {
      for (const details of Array.from(document.querySelectorAll("details"))) details.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const small = await page.evaluate(() =>
      Array.from(document.querySelectorAll<SVGTextElement>("svg text"))
        .filter(
          (element) => getComputedStyle(element).display !== "none" && element.getClientRects().length > 0,
        )
        .map((element) => {
          const svg = element.ownerSVGElement as SVGSVGElement;
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          return Number.parseFloat(getComputedStyle(element).fontSize) * scale;
        })
        .filter((pixels) => pixels < 8),
    );
    expect(small).toEqual([]);
    await page.context().close();
  });

  it.each([
    ["light", good],
    ["dark", good],
    ["light", failed],
    ["dark", failed],
  ] as const)("has readable contrast in %s mode", async (colorScheme, report) => {
    const { page } = await browser.open(report, { colorScheme });
    await page.evaluate(() => {
      for (const details of Array.from(document.querySelectorAll("details"))) details.open = true;
    });
    expect(await page.evaluate(faintTexts)).toEqual([]);
    await page.context().close();
  });

  it.each([
    ["light", good],
    ["dark", good],
    ["light", failed],
  ] as const)("breaks no rule of axe in %s mode", async (colorScheme, report) => {
    const { page } = await browser.open(report, { colorScheme });
    await page.evaluate(() => {
      for (const details of Array.from(document.querySelectorAll("details"))) details.open = true;
    });
    expect(await violations(page)).toEqual([]);
    const broken = await browser.open(report.replace('<html lang="en">', "<html>"));
    expect(await violations(broken.page)).toEqual([expect.stringContaining("html-has-lang")]);
    await page.context().close();
  });

  it("follows the dark mode of the system, figures included", async () => {
    const { page } = await browser.open(good, { colorScheme: "dark" });
    const colors = await page.evaluate(() => ({
      page: getComputedStyle(document.body).backgroundColor,
      tick: getComputedStyle(document.querySelector("svg text") as Element).fill,
    }));
    expect(colors).toEqual({ page: "rgb(20, 23, 26)", tick: "rgb(223, 228, 234)" });
    await page.context().close();
  });

  it("prints", async () => {
    const { page } = await browser.open(good);
    const pdf = await page.pdf({
      format: "A4",
      margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" },
    });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.context().close();
  });

  it("takes the reader from the warning to the failed cell", async () => {
    const { page } = await browser.open(failed);
    await page.getByRole("link", { name: "Cell 5 failed" }).click();
    await expect
      .poll(() => page.locator("#cell-5").evaluate((cell) => cell.getBoundingClientRect().top))
      .toBeLessThan(900);
    expect(await page.locator("#cell-5 details").getAttribute("open")).not.toBeNull();
    await page.context().close();
  });

  it("would notice: faint text, and the same outputs on a page that trusts them", async () => {
    const faint = await browser.open(good.replace("--muted:#5a6470", "--muted:#9aa5b1"));
    expect((await faint.page.evaluate(faintTexts)).length).toBeGreaterThan(3);
    for (const name of ["script", "image error", "svg onload", "details toggle"]) {
      const opened = await browser.open(XSS[name]);
      await expect
        .poll(() => opened.page.evaluate(() => (window as unknown as { hit?: string }).hit))
        .toBeDefined();
    }
  });

  it("lets no output act or ask, whatever it contains", async () => {
    const cells = Object.entries(XSS).flatMap(([name, payload]) => [
      text(`## ${name}\n\n${payload}\n\n[x](javascript:alert(1)) ![y](http://evil.test/v.png)`),
      code(payload, [html(payload), { output_type: "display_data", data: { "image/svg+xml": payload } }]),
      code("1", [{ output_type: "error", ename: payload, evalue: payload, traceback: [payload] }]),
      code("2", [{ output_type: "stream", name: "stdout", text: payload }]),
    ]);
    const params = Object.fromEntries(Object.values(XSS).map((payload, i) => [`${payload}${i}`, payload]));
    const run = exampleRun({ name: Object.values(XSS).join(""), params, warnings: Object.values(XSS) });
    const report = renderReport({ notebook: notebookOf(cells), run });
    const opened = await browser.open(report);
    for (const trap of await opened.page.getByText("click me", { exact: true }).all()) {
      await trap.click({ timeout: 2000 }).catch(() => {});
    }
    expect(await opened.page.evaluate(() => (window as unknown as { hit?: string }).hit)).toBeUndefined();
    onlyItself(opened);
    expect(await opened.page.locator("main > section").count()).toBeGreaterThan(3 * Object.keys(XSS).length);
    await opened.page.context().close();
  });

  it("disarms outputs even without the content security policy", async () => {
    const cells = Object.values(XSS).map((payload) => code("1", [html(payload)]));
    const report = renderReport({ notebook: notebookOf(cells), run: exampleRun() });
    const opened = await browser.open(report.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
    expect(await opened.page.evaluate(() => (window as unknown as { hit?: string }).hit)).toBeUndefined();
    onlyItself(opened);
    await opened.page.context().close();
  });
});
