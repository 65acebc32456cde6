import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { buildSite, type ServedSite, serveSite } from "../../../lib/src/report/index.js";
import { annotate } from "../../../lib/src/tracking/index.js";
import { hostileRun, madeRun, madeRuns } from "../../support/site.js";
import { project, temporaryFolder, write } from "../../support/tracking.js";
import { XSS } from "../../support/xss.js";

/** Files count as old, so that their pages are kept. */
const later = () =>
  vi.spyOn(Date, "now").mockImplementation(() => performance.timeOrigin + performance.now() + 60_000);

afterEach(() => vi.restoreAllMocks());

/** What in a page could act or load something, its own scripts and style sheets apart. */
function actingParts(html: string): string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return Array.from(document.querySelectorAll("*")).flatMap(({ localName, attributes }) => {
    const own = Array.from(attributes).flatMap(({ name, value }) => {
      const loads = name.endsWith("href") || name.endsWith("src");
      const foreign =
        loads && localName !== "link" && /^\s*(\w+:|\/\/)/.test(value) && !/^data:image\/png/.test(value);
      return name.startsWith("on") || foreign || name === "srcset"
        ? [`${localName} ${name}=${value.slice(0, 60)}`]
        : [];
    });
    const banned = "iframe object embed base video foreignobject animate use".split(" ").includes(localName);
    const script =
      localName === "script" &&
      !Array.from(attributes).some(({ name, value }) => name === "src" && /^\w+\.js$/.test(value));
    return [...own, ...(banned || script ? [localName] : [])];
  });
}

const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("the review site", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "assay-site-")));
  const out = join(root, "output/site");
  const page = (path: string) => readFileSync(join(out, path), "utf8");
  let runs: ReturnType<typeof madeRuns>;

  beforeAll(async () => {
    write(root, "package.json", '{ "workspaces": ["lib"] }\n');
    runs = madeRuns(root);
    expect(await buildSite(root)).toEqual({
      ...{ out, runs: 7, written: 7, studies: 1, unreadable: 1, comparison: null },
    });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("lists all runs, newest first, with what tells them apart, and records that cannot be read", () => {
    const index = page("index.html");
    const links = [...index.matchAll(/href="runs\/([^/]+)\/index\.html"/g)].map(([, id]) => id);
    expect(links.slice(1)).toEqual([runs.alone, ...[...runs.study].reverse(), runs.parent]);
    const row = textOf(index.slice(index.indexOf(runs.study[3]) - 400, index.indexOf(runs.study[3]) + 1200));
    expect(row).toMatch(
      /completed factor report momentum factor=f4 costs\.bps=5 prices v3 abcdef012345 0\.0400 h&nbsp;5 4\.00 4\.00 \d+\.\d\d&nbsp;% 1 –/,
    );
    expect(textOf(index)).toMatch(/alone #final .*no\.&nbsp;2/);
    expect(textOf(index)).toMatch(
      /7 runs on this site, 1 not readable.*unreadable 20260101-000000-unreadable-0000 : .*not valid JSON/,
    );
  });

  it("gives the script every row of the index", () => {
    const rows = new Function(`${page("runs.js")}; return siteRuns;`)() as {
      id: string;
      html: string;
      values: unknown[];
    }[];
    expect(rows).toHaveLength(7);
    for (const { html, values } of rows) {
      expect(page("index.html")).toContain(html);
      expect(values).toHaveLength(html.match(/<t[dh]/g)?.length as number);
    }
  });

  it("shows of a run its warnings first, figures with units, curves, trials, kin and files", () => {
    const text = textOf(page(`runs/${runs.alone}/index.html`));
    const places = [
      "This run read the hold-out of prices",
      "Deflated Sharpe ratio",
      "Parameters",
      "Fingerprint",
      "Equity ends at 1.295 (start = 1)",
      "Loss ends at 0.2500",
      "Skewness 0.00",
      "variant kind times",
      "curves/equity.csv",
      "Provenance",
    ].map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(page(`runs/${runs.alone}/report.html`)).toContain("<title>alone</title>");
    expect(page(`runs/${runs.alone}/metrics.csv`)).toContain("sharpe,0.5");
    expect(page(`runs/${runs.alone}/artifacts/curves/equity.csv`)).toContain("date,equity [start = 1]");
    const parent = page(`runs/${runs.parent}/index.html`);
    for (const id of runs.study) expect(parent).toContain(`href="../../runs/${id}/index.html"`);
    expect(page(`runs/${runs.study[0]}/index.html`)).toContain(`href="../../runs/${runs.parent}/index.html"`);
  });

  it("shows of a study what was varied, the best after all trials, its curves and runs", () => {
    const [file] = readdirSync(join(out, "studies"));
    const text = textOf(page(`studies/${file}`));
    expect(text).toMatch(/Trials 5 .*factor f4 1 4\.00 4\.00 f3 1 3\.00 3\.00 f2 1 2\.00/);
    expect(text).toMatch(/1 factor report factor=f4 \d+\.\d\d&nbsp;% 4\.00/);
    expect(text).toMatch(/Equity ends highest in A, 2\.81\d, and lowest in/);
    expect(text).not.toContain("costs.bps=5");
    expect(page("studies.html")).toContain(`href="studies/${file}"`);
    expect(textOf(page("leaderboard.html"))).toMatch(
      /Rows 4 read a hold-out.*1 factor report factor=f4 costs\.bps=5/,
    );
  });

  it("loads its own files only, with a script on two pages", () => {
    const pages = readdirSync(out, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".html") && !name.endsWith("report.html"),
    );
    expect(pages.length).toBe(7 + 5);
    for (const name of pages) {
      const html = page(name);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
      expect(policy).toMatch(/^default-src 'none';/);
      const scripts = html.match(/<script[^>]*>/g) ?? [];
      const own = name === "index.html" || name === "compare.html";
      expect(scripts.every((tag) => own && /^<script defer src="\w+\.js">$/.test(tag))).toBe(true);
      expect(policy.includes("script-src 'self'")).toBe(own);
      for (const [, address] of html.matchAll(/(?:href|src)="([^"#]*)"/g)) {
        if (address.startsWith("data:")) continue;
        const target = join(out, name, "..", decodeURIComponent(address));
        expect(existsSync(target) ? "" : `${name} links ${address}`).toBe("");
      }
    }
  });

  it("renders what has changed, and keeps the rest", async () => {
    later();
    await buildSite(root);
    const before = page(`runs/${runs.alone}/index.html`);
    expect(await buildSite(root)).toMatchObject({ runs: 7, written: 0 });
    expect(page(`runs/${runs.alone}/index.html`)).toBe(before);
    expect(existsSync(join(out, `runs/${runs.alone}/artifacts/curves/equity.csv`))).toBe(true);
    annotate(root, runs.study[0], { note: "Looked at again." });
    expect(await buildSite(root)).toMatchObject({ written: 1 });
    expect(page(`runs/${runs.study[0]}/index.html`)).toContain("Looked at again.");
    annotate(root, runs.study[1], { add: ["good"] });
    expect(await buildSite(root)).toMatchObject({ written: 2 });
    expect(page(`runs/${runs.parent}/index.html`)).toContain("#good");
    expect(readdirSync(join(root, "output"))).toEqual(["site"]);
  });

  it("shows chosen runs only, and those side by side that are asked for", async () => {
    const elsewhere = join(root, "output/other");
    const [first, , , fourth] = runs.study;
    const where = "params.factor IN ('f1', 'f4')";
    const site = await buildSite(root, { out: elsewhere, where, compare: [fourth, first.slice(0, -1)] });
    expect(site).toMatchObject({
      runs: 2,
      comparison: expect.stringMatching(/other\/compare\/\w{12}\.html$/),
    });
    const text = textOf(readFileSync(site.comparison as string, "utf8"));
    expect(text).toMatch(/Equity ends highest in A, 2\.81\d, and lowest in B/);
    expect(text).toMatch(/Parameters: 1 of 2 differ A B ≠ factor f4 f1 costs\.bps 5 5/);
    expect(text).toMatch(/≠ Sharpe ratio 1\/√year 4\.00 1\.00 −3\.00/);
    expect(text).toMatch(/Data, code and environment: all the same/);
    const again = await buildSite(root, { out: elsewhere, where: `${where} OR name = 'broken'` });
    expect(again).toMatchObject({ runs: 3, comparison: null });
    expect(existsSync(site.comparison as string)).toBe(true);
    await expect(buildSite(root, { out: elsewhere, where, compare: [first, runs.alone] })).rejects.toThrow(
      /not on the site/,
    );
    await expect(buildSite(root, { compare: [first] })).rejects.toThrow(/2 to 6 runs/);
    expect(readFileSync(join(elsewhere, "index.html"), "utf8")).toContain("3 runs");
  });

  it("replaces a site whole or not at all, and nothing else", async () => {
    const folder = join(root, "output/mine");
    write(root, "output/mine/thesis.txt", "years of work");
    await expect(buildSite(root, { out: folder })).rejects.toThrow(/not a site/);
    expect(readdirSync(folder)).toEqual(["thesis.txt"]);
    const killed = join(root, "output/killed");
    const where = "name = 'broken'";
    later();
    await buildSite(root, { out: killed, where });
    const gone = 2 ** 22 + 7;
    mkdirSync(`${killed}.${gone}.new/runs`, { recursive: true });
    renameSync(killed, `${killed}.${gone}.old`);
    expect(await buildSite(root, { out: killed, where })).toMatchObject({ runs: 1, written: 0 });
    expect(readdirSync(join(root, "output")).filter((name) => name.startsWith("killed"))).toEqual(["killed"]);
  });
});

it("makes a site without runs, and of one whose files are damaged or gone", async () => {
  const root = project();
  expect(await buildSite(root)).toMatchObject({ runs: 0, studies: 0 });
  const { run_id } = madeRun(root, "damaged", { growth: 0.001 });
  const folder = join(root, "experiments", run_id);
  for (const file of ["metrics.csv", "journal.jsonl", "artifacts/curves/equity.csv"]) {
    writeFileSync(join(folder, file), "\0\xff not what it was\n");
  }
  rmSync(join(folder, "report.html"));
  expect(await buildSite(root)).toMatchObject({ runs: 1, unreadable: 0 });
  const html = readFileSync(join(root, `output/site/runs/${run_id}/index.html`), "utf8");
  expect(html).not.toContain("report.html");
});

it("writes nothing that acts, whatever a run contains, and takes no file from elsewhere", async () => {
  const root = project();
  const id = hostileRun(root);
  const folder = join(root, "experiments", id);
  const record = JSON.parse(readFileSync(join(folder, "run.json"), "utf8")) as { artifacts: object[] };
  write(root, "secret.csv", "do not show");
  symlinkSync(join(root, "secret.csv"), join(folder, "artifacts/link.csv"));
  const extra = ["../../secret.csv", "artifacts/link.csv"].map((path) => ({
    ...{ name: path, path, bytes: 1, sha256: "0".repeat(64), type: "text/csv" },
  }));
  writeFileSync(
    join(folder, "run.json"),
    JSON.stringify({ ...record, artifacts: [...record.artifacts, ...extra] }),
  );
  const { out } = await buildSite(root, { compare: [id, madeRun(root, "other").run_id] });
  const files = readdirSync(out, { recursive: true, encoding: "utf8" });
  const kept = files
    .filter((name) => name.includes("artifacts/") && /\.\w+$/.test(name))
    .map((name) => name.split("artifacts/")[1]);
  expect(kept.filter((name) => !name.startsWith("curves")).sort()).toEqual([
    "drawing.svg.html",
    "page.html.html",
  ]);
  const acting = files
    .filter((name) => name.endsWith(".html"))
    .flatMap((name) => actingParts(readFileSync(join(out, name), "utf8")).map((part) => `${name}: ${part}`));
  expect(acting).toEqual([]);
  expect(Object.values(XSS).filter((payload) => actingParts(payload).length > 0).length).toBeGreaterThan(20);
  expect(readFileSync(join(out, `runs/${id}/artifacts/page.html.html`), "utf8")).toContain("<td>kept</td>");
});

describe("assay site --serve", () => {
  let served: ServedSite;
  let folder: string;
  const ask = (path: string, { method = "GET", host }: { method?: string; host?: string } = {}) =>
    new Promise<{ status?: number; type?: string; body: string }>((resolve, reject) => {
      const { hostname, port } = new URL(served.address);
      const headers = host ? { host } : {};
      request({ hostname, port, path, method, headers }, (answer) => {
        let body = "";
        answer.on("data", (chunk) => {
          body += chunk;
        });
        answer.on("end", () =>
          resolve({ status: answer.statusCode, type: answer.headers["content-type"], body }),
        );
      })
        .on("error", reject)
        .end();
    });

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "assay-served-")));
    write(folder, "site/index.html", "<p>top");
    write(folder, "site/a b/x.js", "1");
    write(folder, "site/a b/page.html", "<p>page");
    write(folder, "secret.txt", "secret");
    symlinkSync(join(folder, "secret.txt"), join(folder, "site/link.txt"));
    served = await serveSite(join(folder, "site"));
  });
  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("serves files with their types, on this machine only", async () => {
    expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await ask("/")).toEqual({ status: 200, type: "text/html; charset=utf-8", body: "<p>top" });
    expect(await ask("/index.html?x#y")).toMatchObject({ status: 200, body: "<p>top" });
    expect(await ask("/a%20b/x.js")).toMatchObject({ type: "text/javascript; charset=utf-8", body: "1" });
    expect(await ask("/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/a%20b/..%2f..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/link.txt",
    "//secret.txt",
    "/%00",
    "/%E0%A4%A",
    "/a%20b",
    "/nothing",
  ])("refuses %s", async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: "404\n" });
  });

  it("changes nothing, and answers to its own name only", async () => {
    expect(await ask("/", { method: "POST" })).toMatchObject({ status: 405 });
    expect(await ask("/", { host: "evil.test" })).toMatchObject({ status: 403 });
    const { port } = new URL(served.address);
    await expect(serveSite(temporaryFolder(), { port: Number(port) })).rejects.toThrow(
      /cannot listen.*choose another/,
    );
    await expect(serveSite(folder, { port: 70_000 })).rejects.toThrow(/port/);
  });
});
