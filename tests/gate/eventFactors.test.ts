import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { events, openLake } from "../../lib/dist/data/index.js";
import { makeProject, type Project } from "../support/project.js";

const root = new URL("../../", import.meta.url).pathname;
const path = (name: string) => resolve(root, process.env.ASSAY_REAL_DATA ?? "../shared/data", name);
const PANEL = path("panel/sp500_daily_20130208_20180207.csv.gz");
const EARNINGS = path("altdata/earnings_eps_surprise_2012_2019.csv.gz");
const TRADES = path("altdata/senate_daily_summaries_with_disclosure_date.json.gz");
const FREIGHT = path("altdata/baltic_dry_index.csv");

describe.skipIf(![PANEL, EARNINGS, TRADES, FREIGHT].every(existsSync))(
  "event-factors on the real files",
  () => {
    let project: Project;
    beforeAll(async () => {
      project = makeProject();
      const lake = openLake(join(project.dir, "data"));
      await lake.ingest(PANEL, { dataset: "sp500" });
      await lake.keep(await events.earnings(EARNINGS));
      await lake.keep(await events.congress(TRADES));
      await lake.keep(await events.series(FREIGHT, { name: "shipping", dateFormat: "%m/%d/%Y" }));
    }, 300_000);
    afterAll(() => project.remove());

    const run = async (...pairs: string[]) => {
      const given = ["dataset=sp500", ...pairs].flatMap((pair) => ["-p", pair]);
      const { code, stdout, stderr } = await project.assay("run", "event-factors", ...given, "--json");
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout);
    };

    test("prices react on the day that knows of earnings and not before; the record names every table; the run is answered again", async () => {
      const { run_id, metrics, data, notes } = await run("events=earnings,congress,shipping");
      expect(data.map(({ dataset }: { dataset: string }) => dataset).sort()).toEqual([
        ...["events/congress", "events/earnings", "events/shipping", "sp500"],
      ]);
      expect(metrics.earnings_good_events).toBeGreaterThan(5000);
      expect(metrics.earnings_good_day).toBeGreaterThan(0.008);
      expect(metrics.earnings_bad_day).toBeLessThan(-0.015);
      for (const side of ["good", "bad"])
        expect(Math.abs(metrics[`earnings_${side}_before`])).toBeLessThan(0.003);
      expect(metrics.congress_good_events).toBeGreaterThan(500);
      expect(metrics["shipping_beta_252.rank_ic_mean_h21"]).toEqual(expect.any(Number));
      expect(notes.at(-1).text).toMatch(
        /^Not told from chance in the 20 sessions after any of earnings, good; earnings, bad; /,
      );
      expect((await run("events=earnings,congress,shipping")).run_id).toBe(run_id);
    }, 600_000);

    test("a column and formulas of one's own; a table that nobody kept is refused", async () => {
      const { metrics } = await run(
        "events=earnings",
        "by=sue",
        "factors=events.earnings.sue",
        "to=2015-12-31",
        "after=5",
      );
      expect(metrics.earnings_good_events).toBeGreaterThan(1000);
      expect(metrics["events.earnings.sue.rank_ic_mean_h5"]).toEqual(expect.any(Number));
      const { code, stdout } = await project.assay(
        "run",
        "event-factors",
        "-p",
        "dataset=sp500",
        "-p",
        "events=news",
      );
      expect([code, stdout]).toEqual([
        1,
        expect.stringMatching(/no events of this name; it has congress, earnings, shipping/),
      ]);
    }, 600_000);
  },
);
