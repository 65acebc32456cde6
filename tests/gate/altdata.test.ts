import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decisionsOf } from "../../lib/src/data/events/decisions.js";
import { events, type Market, openLake } from "../../lib/src/data/index.js";
import { evaluate, field } from "../../lib/src/expr/index.js";
import { expectCausal, get } from "../../lib/src/factors/index.js";
import { eventStudy } from "../../lib/src/ic/index.js";

const root = new URL("../../", import.meta.url).pathname;
const path = (name: string) => resolve(root, process.env.ASSAY_REAL_DATA ?? "../shared/data", name);
const PANEL = path("panel/sp500_daily_20130208_20180207.csv.gz");
const EARNINGS = path("altdata/earnings_eps_surprise_2012_2019.csv.gz");
const INSIDERS = path("altdata/openinsider_ceo_purchases.csv.gz");
const FILINGS = path("altdata/senate_daily_summaries_with_disclosure_date.json.gz");
const TRANSACTIONS = path("altdata/senate_all_transactions_20210315.json.gz");
const FREIGHT = path("altdata/baltic_dry_index.csv");
const REPORTS = path("pit_raw/sec_fundamentals_pit.csv.gz");

const median = (values: ArrayLike<number>) => Float64Array.from(values).sort()[values.length >> 1];
const present = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));

describe.skipIf(![PANEL, EARNINGS, INSIDERS, FILINGS, TRANSACTIONS, FREIGHT, REPORTS].every(existsSync))(
  "events of the real files",
  () => {
    const dir = mkdtempSync(join(tmpdir(), "assay-altdata-"));
    const lake = openLake(dir);
    let earnings: events.EventTable;
    let market: Market;
    beforeAll(async () => {
      await lake.ingest(PANEL, { dataset: "sp500" });
      earnings = await events.earnings(EARNINGS);
      market = await lake.market("sp500");
    }, 300_000);
    afterAll(() => rmSync(dir, { recursive: true, force: true }));

    test("every row of the earnings is an event, and the lake gives the same table back", async () => {
      expect([earnings.length, earnings.loss.fallen, earnings.symbols.length]).toEqual([72_970, 0, 4051]);
      expect(earnings.symbols).toContain("TRUE");
      await lake.keep(earnings);
      expect((await lake.events("earnings")).fingerprint).toBe(earnings.fingerprint);
    });

    test("prices move by 2.49 % on the session that first knows of earnings and by 0.6 % on others, in the order of the surprise", () => {
      const joined = earnings.onto(market);
      const returns = field("close").returns();
      const abnormal = evaluate(joined, returns.demean()).values;
      const announced = joined.panel("events.earnings.announced").values;
      const surprise = joined.panel("events.earnings.surprise_to_estimate").values;
      const on: { size: number; surprise: number }[] = [];
      const off: number[] = [];
      abnormal.forEach((size, i) => {
        if (Number.isNaN(size) || Number.isNaN(announced[i])) return;
        if (announced[i] > 0) on.push({ size, surprise: surprise[i] });
        else off.push(Math.abs(size));
      });
      expect(on.length).toBeGreaterThan(9000);
      expect(median(on.map(({ size }) => Math.abs(size)))).toBeCloseTo(0.0249, 4);
      expect(median(off)).toBeCloseTo(0.0059, 4);
      const ranked = on
        .filter((each) => !Number.isNaN(each.surprise))
        .sort((a, b) => a.surprise - b.surprise);
      const quintiles = Array.from({ length: 5 }, (_, q) => {
        const part = ranked.slice(
          Math.floor((q * ranked.length) / 5),
          Math.floor(((q + 1) * ranked.length) / 5),
        );
        return part.reduce((sum, { size }) => sum + size, 0) / part.length;
      });
      expect(quintiles).toEqual([...quintiles].sort((a, b) => a - b));
      expect(quintiles[4] - quintiles[0]).toBeGreaterThan(0.03);
    });

    test("the day before the reaction knows nothing: an event study of large positive surprises", () => {
      const large = earnings.filter(({ values }) => Number(values.sue) > 3).reactions(market);
      const study = eventStudy(market, large, { before: 3, after: 3 });
      expect(study.loss.kept).toBeGreaterThan(400);
      expect(Math.abs(study.between(-3, -1).mean)).toBeLessThan(0.005);
      expect(study.between(0, 0).mean).toBeGreaterThan(0.015);
    });

    test("the factors do not change when later reports and prices are gone", () => {
      const known = earnings.onto(market);
      const cut = (date: string) => {
        const before = market.asOf(date);
        return earnings.knownBy(decisionsOf(before.time).at(-1) as number).onto(before);
      };
      const { time, assets, fingerprint } = known;
      const source = {
        ...{ time, assets, fingerprint, asOf: cut },
        panel: (name: string) => known.panel(name),
        group: (name: string) => known.group(name),
      };
      for (const name of ["sue", "earnings_beats_365", "earnings_reaction_63"]) {
        expectCausal(source, get(name), { cuts: 2 });
      }
    });

    test("the returns in the file of insiders are refused; the rest is 2,945 trades", async () => {
      await expect(events.insiders(INSIDERS)).rejects.toThrow(
        /entry_date.*entry_price.*ret_1w.*ret_6m.*drop/s,
      );
      const insiders = await events.insiders(INSIDERS, { drop: ["ret_*", "entry_*"] });
      expect(insiders.length).toBe(2945);
      expect(insiders.loss.reasons).toEqual({
        "amends a filing that is counted already": 41,
        "a number beyond 32 bits was cut off": 2,
        "cannot be read: ticker": 2,
      });
    });

    test("senators' trades from both files, each from its disclosure on", async () => {
      const congress = await events.congress(FILINGS);
      await expect(events.congress(TRANSACTIONS)).rejects.toThrow(/when each was disclosed/);
      const listed = await events.congress(TRANSACTIONS, { disclosures: FILINGS });
      expect(congress.loss.total).toBe(8030);
      expect(listed.loss.total).toBe(8350);
      for (const table of [congress, listed]) {
        expect(table.length).toBeGreaterThan(5600);
        expect(table.loss.reasons["disclosed before it happened"]).toBe(9);
        expect(table.texts("asset").some((text) => /<|&amp;/.test(text ?? ""))).toBe(false);
        expect(present(table.numbers("amount_from")).length).toBe(table.length);
      }
    });

    test("the freight index and 31,638 reports join the market", async () => {
      const freight = await events.series(FREIGHT, { name: "shipping", dateFormat: "%m/%d/%Y" });
      const reports = await events.fundamentals(REPORTS);
      expect([freight.length, freight.loss.fallen]).toEqual([3605, 0]);
      expect([reports.length, reports.loss.total, reports.symbols.length]).toEqual([31_638, 31_729, 4540]);
      const joined = reports.onto(freight.onto(market));
      const middle = (name: string) => median(present(evaluate(joined, get(name)).values));
      expect(middle("earnings_yield")).toBeCloseTo(0.043, 2);
      expect(middle("book_to_market")).toBeCloseTo(0.31, 1);
      expect(middle("return_on_equity")).toBeCloseTo(0.13, 1);
      expect(present(evaluate(joined, get("shipping_momentum_63")).values).length).toBeGreaterThan(500_000);
    });
  },
);
