import { describe, expect, it } from "vitest";
import { renderReport, sanitizeOutput } from "../../lib/src/report/index.js";
import { gallery } from "../support/charts.js";
import {
  code,
  exampleNotebook,
  exampleRun,
  failedNotebook,
  html,
  notebookOf,
  printed,
  shown,
  text,
} from "../support/reportInput.js";
import { XSS } from "../support/xss.js";

const page = renderReport({ notebook: exampleNotebook(), run: exampleRun() });

function reportOf(cells: Parameters<typeof notebookOf>[0]): string {
  return renderReport({ notebook: notebookOf(cells), run: exampleRun() });
}

/** The page without its style sheet. */
function bodyOf(report: string): string {
  return report.slice(report.indexOf("<body>"));
}

describe("corrections for trials", () => {
  const warned = (more: object) =>
    renderReport({ notebook: exampleNotebook(), run: { ...exampleRun(), ...more } });
  const trials = { count: 2, distinct: 2 };

  it.each([
    [{ study: "a<b", trials }, /what the study a&lt;b had tried .*assay runs leaderboard --study a&lt;b</],
    [
      { parent: "20260101-000000-s-abcd", trials },
      /a part of <code>20260101-000000-s-abcd<.*other parts tried/,
    ],
  ])("say what they do not count: %j", (run, expected) => {
    expect(warned(run)).toMatch(expected);
    expect(warned({ ...run, trials: { count: 0, distinct: 0 } })).not.toMatch(expected);
  });
});

describe("the page", () => {
  it("is the same bytes again", () => {
    expect(renderReport({ notebook: exampleNotebook(), run: exampleRun() })).toBe(page);
  });

  it("forbids script and network, and has neither", () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|src="http|@import|url\(http/);
  });

  it("states parameters, data, code version, duration, trials and provenance", () => {
    for (const fact of [
      "started 2026-11-21 03:15:12 UTC",
      "took 34.5 s",
      "3 trials (6 evaluations)",
      '<th scope="row">factor</th><td>mom_12_1</td>',
      "<td>[1,5,21]</td>",
      "2018-01-02 to 2023-12-29",
      "451,208",
      'title="0123456789abcdef0123456789abcdef01234567">0123456789ab</code> on main',
      "20261121-031512-factor-report-3f9a",
      "Looks right.",
      "package-lock.json",
      "4 metrics",
    ]) {
      expect(page).toContain(fact);
    }
    expect(page).not.toContain('rp-warnings"');
  });

  it("takes its title from the first heading, and lists the others", () => {
    expect(page).toContain("<title>Does momentum pay?</title>");
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toContain('<a href="#s-by-date">By date</a>');
    expect(page).toContain('<h3 id="s-by-date">By date</h3>');
  });

  it("gives headings of the same name their own anchors", () => {
    const report = reportOf([text("# T\n## A\n## A\n## Ä ö")]);
    expect(report).toContain('id="s-a"');
    expect(report).toContain('id="s-a-2"');
    expect(report).toContain('id="s-ä-ö"');
  });

  it("keeps figures, cards and tables whole", () => {
    const body = bodyOf(page);
    expect(body.match(/<figure class="assay-figure">/g)).toHaveLength(7);
    expect(body.match(/<svg /g)).toHaveLength(7);
    expect(body).toContain(
      '<div class="assay-value"><strong>1.21</strong> <small class="assay-unit">annualised</small></div>',
    );
    expect(body).toContain('<td class="num">0.03380</td>');
    expect(body).not.toContain("<style>");
  });

  it("loses no drawn element to the sanitiser", () => {
    const count = (svg: string) => (svg.match(/<(path|rect|text|tspan|circle|line|g)[ >]/g) ?? []).length;
    for (const item of Object.values(gallery())) {
      expect(count(sanitizeOutput(item.toHtml()))).toBe(count(item.toHtml()));
    }
  });
});

describe("code cells", () => {
  it("are folded and highlighted", () => {
    expect(page).toContain('<details class="rp-code"><summary>Code of cell 5</summary>');
    expect(page).toContain('<span class="hljs-keyword">import</span>');
  });

  it("obey tags", () => {
    const report = reportOf([
      code("const hidden = 1", [printed("kept")], ["remove-input"]),
      code("const kept = 2", [printed("dropped")], ["remove-output"]),
      code("const gone = 3", [printed("vanished")], ["remove-cell"]),
      code("const injected = 4", [], ["injected-parameters"]),
    ]);
    const body = bodyOf(report);
    expect(body).toContain("kept");
    expect(body).not.toMatch(/hidden|dropped|gone|vanished/);
    expect(body).toContain("<summary>Parameters of this run</summary>");
  });

  it("say how long they took and how they ended", () => {
    const notebook = notebookOf([code("a"), code("b")]);
    const cell = { hash: "", startedAt: null, endedAt: null, executionCount: 1, error: null };
    const cells = [
      { ...cell, index: 0, id: "cell-id-0", status: "completed" as const, durationMs: 1234 },
      { ...cell, index: 1, id: "cell-id-1", status: "timeout" as const, durationMs: 60_000 },
    ];
    const report = renderReport({ notebook, run: exampleRun({ cells, status: "timeout" }) });
    expect(report).toContain("<summary>Code of cell 1 · 1.2 s</summary>");
    expect(report).toContain(
      '<details class="rp-code" open><summary>Code of cell 2 · timeout · 1 min 0 s</summary>',
    );
  });
});

describe("outputs", () => {
  const outputsOf = (...outputs: Parameters<typeof code>[1] & object) =>
    bodyOf(reportOf([code("x", outputs)]));

  it("show printed text with its colours, rewritten lines once", () => {
    expect(page).toContain('<span class="rp-a2">opened</span> demo: 300 symbols\nloading 100 %');
    expect(page).toContain('<pre class="rp-stream rp-stderr">one symbol has no sector</pre>');
  });

  it("cut long text where it is missing, with a count", () => {
    expect(page).toContain("320 of 500 lines left out here");
    expect(page).toContain("line 119\n");
    expect(page).toContain("line 499</pre>");
    const long = outputsOf(printed("x".repeat(20_000_000)));
    expect(long).toContain("19,996,000 characters of this line left out");
    expect(long.length).toBeLessThan(20_000);
  });

  it("remove terminal codes that mean nothing on a page", () => {
    const report = outputsOf(printed("\u001b]0;title\u0007\u001b[2Ka\u001b[38;5;196mred\u001b[0m<b>\u0000"));
    expect(report).toContain(">ared&lt;b&gt;</pre>");
  });

  it("mark errors", () => {
    const report = renderReport({ notebook: failedNotebook(), run: exampleRun({ status: "failed" }) });
    expect(report).toContain(
      '<div class="rp-error"><p><strong>Error</strong> AssayError: data.market: unknown',
    );
    expect(report).toContain('<span class="rp-a1">AssayError</span>');
  });

  it("draw Assay's own images inline, sanitised", () => {
    const image = (svg: string) =>
      `<img class="assay-plot" alt="a" src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}">`;
    const drawn = outputsOf(html(`<p>before</p>${image(gallery().line.toSvg())}`));
    expect(drawn).toContain("<svg ");
    expect(drawn).toContain("equal weight</text>");
    const hostile = outputsOf(html(image("<svg><script>alert(1)</script><g onclick='a()'></g></svg>")));
    expect(hostile).toContain("<svg><g></g></svg>");
  });

  it("choose the richest form and embed images", () => {
    const bundle = (data: Record<string, unknown>) => outputsOf({ output_type: "display_data", data });
    expect(bundle({ "text/plain": "plain", "text/html": ["<b>", "rich</b>"] })).toContain("<b>rich</b>");
    expect(bundle({ "image/png": "iVBO\nRw0=" })).toContain('<img src="data:image/png;base64,iVBORw0="');
    expect(bundle({ "image/png": '"><script>' })).not.toContain("<script");
    expect(bundle({ "image/svg+xml": "<svg viewBox='0 0 1 1'><path d='M0,0L1,1'/></svg>" })).toContain(
      'd="M0,0L1,1"',
    );
    expect(bundle({ "application/json": { a: 1 } })).toContain("&quot;a&quot;: 1");
    expect(bundle({ "application/x-widget": {} })).toContain("output not shown: application/x-widget");
  });
});

describe("markdown", () => {
  it("shows raw HTML as text and loads no image from outside", () => {
    const report = bodyOf(
      reportOf([
        text("<img src=x onerror=alert(1)>\n\n![chart](http://evil.test/a.png) [x](javascript:alert(1))"),
      ]),
    );
    expect(report).toContain("&lt;img src=x");
    expect(report).toContain("[image not embedded: chart]");
    expect(report).not.toMatch(/<img|href="javascript/);
  });

  it("embeds attached images", () => {
    const cell = { ...text("![a](attachment:p.png)"), attachments: { "p.png": { "image/png": "AAAA" } } };
    expect(reportOf([cell])).toContain('<img src="data:image/png;base64,AAAA" alt="a">');
  });
});

describe("formulas", () => {
  const rendered = (source: string) => renderReport({ notebook: notebookOf([text(source)]) });

  it("are MathML, in lines and on their own", () => {
    const page = rendered("The IC $\\rho_t$ of\n\n$$\\frac{a}{b}$$\n\nand `$x$`.");
    expect(page.match(/<math xmlns=/g)).toHaveLength(2);
    expect(page).toContain("<mi>ρ</mi>");
    expect(page).toMatch(/<div class="rp-scroll rp-math"><span class="katex"><math[^>]*display="block"/);
    expect(page).toContain("<code>$x$</code>");
  });

  it.each([
    ["two prices", "from $5 to #3$ each"],
    ["broken TeX", "a $\\frac{1$ b"],
    ["TeX that would act", "$\\href{javascript:alert(1)}{x}$ $\\includegraphics{http://evil.test/x.png}$"],
    ["markup", "$<script>$"],
  ])("do not act or vanish: %s", (_, source) => {
    const page = rendered(source);
    expect(page).not.toMatch(/href="javascript|<img|<script|katex-error/);
    expect(page).toMatch(/\$|<math/);
  });

  it("and markdown may be outputs", () => {
    const bundle = (type: string, content: string) =>
      code("x", [{ output_type: "display_data", data: { [type]: content } }]);
    const page = renderReport({
      notebook: notebookOf([bundle("text/latex", "$$x^2$$"), bundle("text/markdown", "**bold** <b>raw</b>")]),
    });
    expect(page).toContain("<msup><mi>x</mi><mn>2</mn></msup>");
    expect(page).toContain("<strong>bold</strong> &lt;b&gt;raw&lt;/b&gt;");
  });
});

describe("warnings", () => {
  const warningsOf = (report: string) =>
    /<section class="rp-warnings".*?<\/section>/s.exec(report)?.[0] ?? "";

  it("come first and link to the failed cell", () => {
    const report = renderReport({ notebook: failedNotebook(), run: exampleRun({ status: "failed" }) });
    const warnings = warningsOf(report);
    expect(warnings).toContain(
      '<a href="#cell-5">Cell 5 failed</a>: AssayError: data.market: unknown dataset',
    );
    expect(warnings).toContain("code cells of 10 did not run");
    expect(report).toContain('id="cell-5"');
    expect(report.indexOf('rp-warnings"')).toBeLessThan(report.indexOf('rp-panels"'));
  });

  it.each([
    ["died", "disappeared before it ended"],
    ["timeout", "time limit"],
    ["interrupted", "was interrupted"],
    ["running", "had not ended"],
  ] as const)("say that the run was %s", (status, words) => {
    expect(warningsOf(renderReport({ notebook: exampleNotebook(), run: exampleRun({ status }) }))).toContain(
      words,
    );
  });

  it("tell of changes that are not committed, of missing records and of disorder", () => {
    const dirty = { commit: "abc", branch: null, dirty: true, patch: null, note: null };
    expect(
      warningsOf(renderReport({ notebook: exampleNotebook(), run: exampleRun({ code: dirty }) })),
    ).toContain("they were not kept");
    expect(warningsOf(renderReport({ notebook: exampleNotebook() }))).toContain("no record of this run");
    const cells = [
      { ...code("a"), execution_count: 5 },
      { ...code("b"), execution_count: 2 },
    ];
    expect(warningsOf(renderReport({ notebook: { cells }, run: exampleRun() }))).toContain("top to bottom");
    const flagged = exampleRun({ warnings: ["a <b> warning"] });
    expect(warningsOf(renderReport({ notebook: exampleNotebook(), run: flagged }))).toContain(
      "a &lt;b&gt; warning",
    );
  });
});

describe("untrusted outputs", () => {
  it.each(Object.entries(XSS))("%s is disarmed", (_, payload) => {
    const safe = sanitizeOutput(payload);
    expect(safe).not.toMatch(
      /<(script|style|iframe|object|embed|form|input|link|meta|base|use|image|animate|video)/i,
    );
    expect(safe.replace(/="[^"]*"/g, "=")).not.toMatch(/<[^>]*\s(on\w+|srcset|xlink:href)=/i);
    expect(safe).not.toMatch(/<[^>]*(evil|javascript:|data:text|position|rp-)/i);
  });

  it("keep what tables and figures need", () => {
    const kept = '<table class="dataframe"><tr><td style="text-align:right" colspan="2">1</td></tr></table>';
    expect(sanitizeOutput(kept)).toBe(kept);
    const clip = '<g clip-path="url(#assay-0123456789-0)"></g>';
    expect(sanitizeOutput(clip)).toBe(clip);
    expect(sanitizeOutput('<a href="https://example.org">x</a>')).toContain('href="https://example.org"');
  });
});

it("stays under 2 MB for a notebook of 50 cells with figures", () => {
  const { line, table, ic } = gallery();
  const cells = Array.from({ length: 50 }, (_, i) =>
    code(`cell ${i}`, [shown([line, table, ic][i % 3]), html("<p>a</p>")]),
  );
  expect(reportOf(cells).length).toBeLessThan(2_000_000);
});
