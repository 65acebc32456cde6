import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSite, serveSite } from "../../lib/src/report/index.js";
import { CHROMIUM, CHROMIUM_ARGS, hasChromium, type Opened } from "../support/browser.js";
import { backtest, hostileRun, madeRun, madeRuns } from "../support/site.js";
import { write } from "../support/tracking.js";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** What axe-core finds, all its rules on. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations: found } = await checker.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
}

describe.skipIf(!hasChromium)("the review site in Chromium", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "assay-site-")));
  let browser: Browser;
  let out: string;
  let comparison: string;
  let runs: ReturnType<typeof madeRuns>;
  let six: string[];

  beforeAll(async () => {
    write(root, "package.json", '{ "workspaces": ["lib"] }\n');
    runs = madeRuns(root);
    for (let i = 0; i < 120; i++) {
      const rank_ic_mean_h5 = ((i * 37) % 120) / 1000;
      madeRun(root, `many ${i}`, {
        params: { i },
        metrics: { ...backtest(i / 50), rank_ic_mean_h5 },
        tags: [i % 2 ? "odd" : "even"],
      });
    }
    const last = madeRun(root, "last", { metrics: backtest(3), growth: -0.001, steps: true }).run_id;
    six = [...runs.study, runs.alone, last];
    const site = await buildSite(root, { compare: six });
    ({ out } = site);
    comparison = site.comparison?.slice(out.length + 1) as string;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function open(address: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const page = await (await browser.newContext(options)).newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    return { page, requests, complaints };
  }
  const local = (path: string) => `${pathToFileURL(out).href}/${path}`;

  const onlyTheSite = ({ requests, complaints }: Opened, top = pathToFileURL(out).href) => {
    expect(requests.filter((url) => !url.startsWith("data:") && !url.startsWith(top))).toEqual([]);
    expect(complaints).toEqual([]);
  };

  const names = (page: Page) => page.locator("#runs tbody .st-name > a").allTextContents();

  const PAGES = (): Record<string, string> => ({
    index: "index.html",
    run: `runs/${runs.alone}/index.html`,
    "run of a study": `runs/${runs.study[0]}/index.html`,
    parent: `runs/${runs.parent}/index.html`,
    studies: "studies.html",
    study: "",
    leaderboard: "leaderboard.html",
    "comparison in the browser": `compare.html#${six.join(",")}`,
    "comparison without script": comparison,
  });
  const KINDS = [
    "index",
    "run",
    "run of a study",
    "parent",
    "studies",
    "study",
    "leaderboard",
    "comparison in the browser",
    "comparison without script",
  ];

  async function openKind(kind: string, options: BrowserContextOptions = {}): Promise<Opened> {
    if (kind !== "study") return open(local(PAGES()[kind]), options);
    const opened = await open(local("studies.html"), options);
    await opened.page.getByRole("link", { name: "momentum" }).click();
    await opened.page.waitForSelector("h1:has-text('momentum')");
    return opened;
  }

  it.each(KINDS)("loads nothing but the site and complains about nothing: %s", async (kind) => {
    const opened = await openKind(kind);
    await opened.page.waitForLoadState("networkidle");
    expect(await opened.page.locator("h1").count()).toBe(1);
    onlyTheSite(opened);
    await opened.page.context().close();
  });

  it.each(KINDS.flatMap((kind) => (["light", "dark"] as const).map((mode) => [kind, mode] as const)))(
    "breaks no rule of axe: %s, %s",
    async (kind, colorScheme) => {
      const { page } = await openKind(kind, { colorScheme });
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );

  it.each(KINDS)("does not scroll sideways on a phone: %s", async (kind) => {
    const { page } = await openKind(kind, PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  it("finds runs by text, status, notebook, study, tag and date, and keeps that in the address", async () => {
    const opened = await open(local("index.html"));
    const { page } = opened;
    expect(await names(page)).toHaveLength(100);
    await page.getByLabel("Search").fill("factor report F3");
    expect(await names(page)).toEqual(["factor report"]);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByLabel("Status").selectOption("failed");
    expect(await names(page)).toEqual(["broken"]);
    await page.getByLabel("Status").selectOption("");
    await page.getByLabel("Study").selectOption("momentum");
    expect(await names(page)).toEqual([...Array(4).fill("factor report"), "sweep"]);
    await page.getByLabel("Notebook").selectOption("sweep");
    expect(await names(page)).toEqual(["sweep"]);
    const copied = await open(page.url());
    expect(await names(copied.page)).toEqual(["sweep"]);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByLabel("Tag").selectOption("odd");
    await expect.poll(() => page.locator("#count").textContent()).toBe("60 of 128 runs");
    await page.getByLabel("From").fill("2099-01-01");
    await expect.poll(() => page.locator("#count").textContent()).toBe("0 of 128 runs");
    onlyTheSite(opened);
    await copied.page.context().close();
    await page.context().close();
  });

  it("sorts by every column, missing values last, and turns pages, by keyboard too", async () => {
    const { page } = await open(local("index.html"));
    const column = (n: number) => page.locator(`#runs tbody tr > :nth-child(${n})`).allTextContents();
    await page.getByRole("button", { name: "Rank IC" }).press("Enter");
    const down = (await column(7)).map(Number.parseFloat);
    expect(down).toEqual([...down].sort((a, b) => b - a));
    expect(down[0]).toBe(0.119);
    await page.getByRole("button", { name: "Rank IC" }).click();
    expect((await column(7)).slice(0, 2)).toEqual(["0.0000h\u00a05", "0.0010h\u00a05"]);
    expect(await page.locator("th[aria-sort=ascending]").textContent()).toBe("Rank IC");
    await page.getByRole("button", { name: "Older" }).click();
    expect((await column(7)).at(-1)).toBe("–");
    expect(await page.locator("#count").textContent()).toBe("128 of 128 runs, 101 to 128 shown");
    for (const name of [
      "Started",
      "Status",
      "Run",
      "Parameters",
      "Data",
      "t",
      "Sharpe",
      "Deflated",
      "Trials",
      "Hold-out",
    ]) {
      await page.getByRole("button", { name, exact: true }).click();
      expect(await page.locator("th[aria-sort=ascending], th[aria-sort=descending]").textContent()).toBe(
        name,
      );
    }
    expect((await column(12))[0]).toBe("no.\u00a02");
    await page.context().close();
  });

  it("compares two to six runs that are chosen on the index", async () => {
    const opened = await open(local("index.html"));
    const { page } = opened;
    await page.getByLabel("Search").fill("factor report");
    const boxes = page.locator("#runs tbody input");
    await boxes.nth(0).check();
    expect(await page.locator("#compare").getAttribute("href")).toBeNull();
    await boxes.nth(3).check();
    await page.getByRole("link", { name: "Compare 2 runs" }).click();
    await page.waitForSelector(".st-heads");
    expect(await page.locator(".st-heads li").count()).toBe(2);
    expect(await page.locator("figure").count()).toBe(1);
    expect(await page.locator(".st-line").count()).toBe(2);
    const sharpe = await page.locator("tr", { hasText: "Sharpe ratio 1/√year" }).innerText();
    expect(sharpe.replace(/\s+/g, " ")).toBe("≠ Sharpe ratio 1/√year 4.00 1.00 −3.00");
    onlyTheSite(opened);
    await page.goBack();
    await page.getByLabel("Search").fill("");
    for (let i = 0; i < 6; i++) await boxes.nth(i).check();
    expect(await boxes.nth(6).isDisabled()).toBe(true);
    await page.context().close();
  });

  it("draws six runs with axes, unit and legend, the same numbers as the page without script", async () => {
    const { page } = await open(local(`compare.html#${six.join(",")}`));
    await page.waitForSelector("figure");
    const equity = page.locator("figure").first();
    expect(await equity.locator("figcaption").textContent()).toBe("Equity (start = 1) over time");
    expect(await equity.locator(".st-legend span").allTextContents()).toEqual([
      "A 1.295",
      "B 1.678",
      "C 2.172",
      "D 2.812",
      "E 1.295",
      "F 0.7717",
    ]);
    expect(await equity.locator("svg").getAttribute("aria-label")).toContain("at the end: A 1.295");
    expect(await equity.locator("svg text").allTextContents()).toEqual([
      "1",
      "1.5",
      "2",
      "2.5",
      "2020-02",
      "2020-03",
      "2020-04",
      "2020-05",
      "2020-06",
      "2020-07",
      "2020-08",
      "2020-09",
    ]);
    expect(await page.locator("figure").nth(1).locator("figcaption").textContent()).toBe(
      "Loss (as logged) over steps",
    );
    const tables = await page.locator(".st-beside").allInnerTexts();
    const plain = await open(local(comparison), { javaScriptEnabled: false });
    expect(await plain.page.locator(".st-beside").allInnerTexts()).toEqual(tables);
    expect(await plain.page.locator("figure svg").count()).toBe(2);
    await plain.page.context().close();
    await page.context().close();
  });

  it("says what it cannot compare, and loads nothing for what is no run", async () => {
    const opened = await open(
      local("compare.html#20200101-000000-gone-0000,../../etc,20200101-000000-a%2F..%2Fx"),
    );
    await opened.page.waitForSelector("text=Choose two to six runs");
    expect(await opened.page.locator(".st-said").first().textContent()).toBe(
      "There is no run 20200101-000000-gone-0000 on this site.",
    );
    expect(opened.requests.filter((url) => url.endsWith("run.js"))).toEqual([
      local("runs/20200101-000000-gone-0000/run.js"),
    ]);
    await opened.page.context().close();
  });

  it("is a plain table without script", async () => {
    const { page } = await open(local("index.html"), { javaScriptEnabled: false });
    expect(await names(page)).toHaveLength(128);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    await page.getByRole("link", { name: "factor report" }).first().click();
    expect(await page.locator("h1").textContent()).toBe("factor report");
    await page.getByRole("link", { name: "Report", exact: true }).click();
    expect(await page.title()).toBe("factor report");
    await page.context().close();
  });

  it("works the same when it is served", async () => {
    const served = await serveSite(out);
    const opened = await open(served.address);
    expect(await names(opened.page)).toHaveLength(100);
    await opened.page.goto(`${served.address}compare.html#${six.join(",")}`);
    await opened.page.waitForSelector(".st-heads");
    expect(await opened.page.locator(".st-line").count()).toBe(8);
    onlyTheSite(opened, served.address);
    await opened.page.context().close();
    await served.close();
  });

  it("lets no record act or ask, whatever it contains", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "assay-hostile-")));
    write(folder, "package.json", '{ "workspaces": ["lib"] }\n');
    const hostile = hostileRun(folder);
    const plain = madeRun(folder, "plain", { growth: 0.001 }).run_id;
    const site = await buildSite(folder, { compare: [hostile, plain] });
    const top = pathToFileURL(site.out).href;
    const addresses = [
      "index.html",
      "studies.html",
      "leaderboard.html",
      `runs/${hostile}/index.html`,
      `runs/${hostile}/artifacts/page.html.html`,
      `runs/${hostile}/artifacts/drawing.svg.html`,
      `compare.html#${hostile},${plain}`,
      site.comparison?.slice(site.out.length + 1) as string,
    ];
    for (const address of addresses) {
      const opened = await open(`${top}/${address}`);
      await opened.page.waitForLoadState("networkidle");
      for (const trap of (await opened.page.getByText("click me", { exact: true }).all()).slice(0, 8)) {
        await trap.click({ timeout: 500 }).catch(() => {});
      }
      if (address === "index.html")
        await opened.page.getByLabel("Search").fill("<img src=x onerror=window.hit=1>");
      expect(await opened.page.evaluate(() => (window as unknown as { hit?: string }).hit)).toBeUndefined();
      expect(opened.requests.filter((url) => !url.startsWith("data:") && !url.startsWith(top))).toEqual([]);
      expect(opened.page.url().startsWith(top)).toBe(true);
      await opened.page.context().close();
    }
    rmSync(folder, { recursive: true, force: true });
  });
});
