import { describe, expect, test } from "vitest";
import { formatNumber, type NumberFormat, TableView } from "../../../lib/src/core/index.js";

describe("formatNumber", () => {
  test.each<[number, NumberFormat, string]>([
    [0.01436, "correlation", "0.0144"],
    [-0.00704, "correlation", "−0.0070"],
    [-0.00004, "correlation", "0.0000"],
    [-0.004, "ratio", "0.00"],
    [-0.006, "ratio", "−0.01"],
    [-0.00001, "percent", "0.00 %"],
    [-0.000001, "bps", "0.0 bp"],
    [-1e-9, "scientific", "−1.00e-9"],
    [0.0001, "pvalue", "< 0.001"],
    [Number.NaN, "correlation", "–"],
    [Number.NEGATIVE_INFINITY, "ratio", "−∞"],
  ])("%f as %s is %s", (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });
});

test("a number stays on one line with its unit in a table, a text may break", () => {
  const html = new TableView([{ share: 0.5408, what: "hit rate of all dates" }], {
    columns: [{ key: "share", format: "percent" }, { key: "what" }],
  }).toHtml();
  expect(html).toContain("54.08&nbsp;%");
  expect(html).toContain("hit rate of all dates");
});

test("what a table leaves out is counted", () => {
  const rows = Array.from({ length: 1001 }, (_, i) => ({ i }));
  const text = (limit: number) => new TableView(rows, { limit }).toText().split("\n").at(-1);
  expect([text(1000), text(10)]).toEqual([
    "… and 1 more row (1,001 in all)",
    "… and 991 more rows (1,001 in all)",
  ]);
});

test("a table that is wider than its terminal cuts the longest texts, with a mark, but no name and no number", () => {
  const rows = [
    {
      name: "momentum_of_the_industry",
      title: "Momentum, 12 months",
      source: "Jegadeesh & Titman 1993, JF",
      n: 12345.25,
    },
    { name: "short", title: "Reversal", source: "Jegadeesh 1990", n: 1 },
  ];
  const table = new TableView(rows, { title: "A title is not cut, however long it may be, nor is a note" });
  const [title, ...lines] = table.toText(70).split("\n");
  expect(title).toBe(table.title);
  expect(lines).toEqual([
    "name                      title              source                 n",
    "────────────────────────  ─────────────────  ─────────────────  ─────",
    "momentum_of_the_industry  Momentum, 12 mon…  Jegadeesh & Titm…  12345",
    "short                     Reversal           Jegadeesh 1990         1",
    "… is a text cut to the width of the terminal: a pipe has it whole, such as | less -S",
  ]);
  expect(table.toText(300)).toBe(table.toText());
  expect(table.toText(10).split("\n")[3]).toContain("Momentum, 1…  Jegadeesh &…  ");
});

test("long texts get a width of a table in HTML, short ones and numbers do not", () => {
  const heads = (text: string) =>
    [...new TableView([{ text, n: 1 }]).toHtml().matchAll(/<th [^>]*>/g)].map(([head]) => head);
  expect(heads("2024-01-02")[0]).not.toContain("min-width");
  expect(heads("twenty letters of it")[0]).toContain("min-width:16ch");
  expect(heads("word ".repeat(20))[0]).toContain("min-width:20ch");
  expect(heads("word ".repeat(99))).toEqual([
    '<th scope="col" style="min-width:30ch;text-align:left">',
    '<th scope="col" class="num">',
  ]);
});

test("a table without rows says so in both faces", () => {
  const empty = new TableView([], { title: "Jumps", columns: [{ key: "date" }, { key: "size" }] });
  expect(empty.toText().split("\n")).toEqual(["Jumps", "date  size", "────  ────", "(no rows)"]);
  expect(empty.toHtml()).toMatch(/<td colspan="2"[^>]*>\(no rows\)<\/td>/);
  expect(new TableView([{ date: "2024-01-02" }]).toHtml()).not.toContain("no rows");
});
