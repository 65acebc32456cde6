import { describe, expect, it } from "vitest";
import { events } from "../../../../lib/src/data/index.js";
import { csvFile, utc } from "./files.js";

const METRICS =
  "revenues,op_income,net_income,eps_basic,eps_diluted,dividend,assets,cur_assets,cur_liab,cash,equity,cash_flow_op,cash_flow_inv,cash_flow_fin";
const HEADER = `first_crawl,symbol,end_date,amend,period_focus,fiscal_year,doc_type,${METRICS}`;

interface Figures {
  revenues?: number;
  income?: number;
  eps?: number;
  assets?: number;
}

/** A report of 1e7 shares with equity of half its assets. */
function report(crawl: string, end: string, kind: string, figures: Figures = {}, amend = "False"): string {
  const { revenues = 100e6, income = 10e6, eps = income / 1e7, assets = 400e6 } = figures;
  const type = kind === "FY" ? "10-K" : "10-Q";
  const values = [
    revenues,
    "",
    income,
    eps,
    eps,
    0.1,
    assets,
    80e6,
    40e6,
    20e6,
    assets / 2,
    income * 1.5,
    "",
    "",
  ];
  return [crawl, "NA", end, amend, kind, 2015, type, ...values].join(",");
}

const YEAR = [
  report("20150504", "2015-03-31", "Q1", { revenues: 90e6, income: 10e6 }),
  report("20150803", "2015-06-30", "Q2", { revenues: 95e6, income: 11e6 }),
  report("20151102", "2015-09-30", "Q3", { revenues: 100e6, income: 12e6 }),
  report("20160216", "2015-12-31", "FY", { revenues: 400e6, income: 50e6 }),
  report("20160502", "2016-03-31", "Q1", { revenues: 110e6, income: 13e6, assets: 440e6 }),
];

const read = (...lines: string[]) => events.fundamentals(csvFile(HEADER, ...lines));

describe("events.fundamentals", () => {
  it("adds up twelve months: the annual report's, then four quarters with the fourth as what is left", async () => {
    const table = await read(...YEAR);
    expect([...table.numbers("revenues")]).toEqual([Number.NaN, Number.NaN, Number.NaN, 400e6, 420e6]);
    expect([...table.numbers("net_income")].slice(3)).toEqual([50e6, 53e6]);
    expect(table.numbers("eps")[4]).toBeCloseTo(5.3, 12);
    expect(table.numbers("shares")[4]).toBeCloseTo(1e7, 2);
    expect(table.numbers("book")[4]).toBeCloseTo(22, 9);
    expect(table.numbers("roe")[3]).toBeCloseTo(50 / 200, 12);
    expect(table.numbers("accruals")[4]).toBeCloseTo((50 - 75) / 400, 12);
    expect(table.numbers("asset_growth")[4]).toBeCloseTo(0.1, 12);
    expect(table.numbers("revenue_growth")[4]).toBeCloseTo(110 / 90 - 1, 12);
    expect([...table.data.known].map(utc)[0]).toBe("2015-05-05T03:59");
  });

  it("uses an amendment from its own day on, with the period that was newest then", async () => {
    const amendment = report("20160601", "2015-06-30", "Q2", { revenues: 105e6, income: 11e6 }, "True");
    const table = await read(amendment, ...YEAR);
    expect(table.length).toBe(6);
    const last = table.row(5);
    expect(utc(last.event)).toBe("2016-03-31T00:00");
    // Ten more in the second quarter are ten less in the fourth: the sum of twelve months stays.
    expect(last.values.revenues).toBe(420e6);
    const restated = report(
      "20160601",
      "2016-03-31",
      "Q1",
      { revenues: 120e6, income: 13e6, assets: 440e6 },
      "True",
    );
    expect([...(await read(...YEAR, restated)).numbers("revenues")].slice(4)).toEqual([420e6, 430e6]);
  });

  it("does not change what was known when later reports are taken away", async () => {
    const whole = await read(...YEAR);
    for (let n = 1; n < YEAR.length; n++) {
      const part = await read(...YEAR.slice(0, n));
      for (let i = 0; i < n; i++) expect(part.row(i)).toEqual(whole.row(i));
    }
  });

  it("refuses another unit, another company, a period that ends later; takes out what contradicts itself", async () => {
    const table = await read(
      ...YEAR.slice(0, 2),
      report("20151102", "2015-09-30", "Q3", { assets: 400e3 }),
      report("20151103", "2015-09-30", "Q3", { assets: 400e6 }),
      report("20151104", "2015-09-30", "Q3", { assets: 900e6 }),
      report("20160216", "2016-12-31", "FY"),
      report("20160502", "2016-03-31", "Q1", { income: 13, eps: 1.3 }),
    );
    expect(table.loss.reasons).toEqual({
      "total assets in another unit, or of another company": 1,
      "contradicts the first report on the period without amending it": 1,
      "the period ended after its report": 1,
      "net income and earnings per share contradict each other": 1,
    });
    expect(table.length).toBe(4);
  });
});
