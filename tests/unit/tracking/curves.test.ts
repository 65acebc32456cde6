import { afterEach, describe, expect, it } from "vitest";
import { setRecorder, TimeIndex } from "../../../lib/src/core/index.js";
import { metricAxis } from "../../../lib/src/tracking/compare/metricAxis.js";
import { createRun, readRun, startRun } from "../../../lib/src/tracking/index.js";
import { project, write } from "../../support/tracking.js";

afterEach(() => setRecorder(undefined));

const DATES = ["2020-01-02", "2020-01-03", "2020-01-06"];

describe("a curve of a run", () => {
  it("comes back with its dates, unit and bits", () => {
    const root = project();
    const values = Float64Array.of(1, Number.NaN, 0.1 + 0.2);
    const run = startRun({ root, name: "curved" });
    run.curve("equity", { time: TimeIndex.of(DATES), values, unit: 'start = "1", net' });
    run.curve("ic", { time: DATES, values: [0.5, -0.25, Infinity], unit: "sum" });
    run.finish();
    const [equity, ic] = readRun(root, run.runId).curves();
    expect(equity).toEqual({ name: "equity", unit: 'start = "1", net', dates: DATES, values });
    expect(ic).toMatchObject({ name: "ic", unit: "sum", values: Float64Array.of(0.5, -0.25, Infinity) });
  });

  it("is refused without a unit or with values that do not fit its dates", () => {
    const run = startRun({ root: project(), name: "refused" });
    expect(() => run.curve("e", { time: DATES, values: [1], unit: "x" })).toThrow(/one value per date/);
    expect(() => run.curve("e", { time: DATES, values: [1, 2, 3], unit: " " })).toThrow(/unit must be/);
    expect(() => run.curve("../e", { time: DATES, values: [1, 2, 3], unit: "x" })).toThrow(/relative path/);
    run.finish();
  });

  it("is left out where its file is no longer one", () => {
    const root = project();
    const run = createRun({ root, name: "damaged", kind: "library" });
    run.artifact("curves/a.csv", "date,a [x]\n2020-01-02,1\nnonsense\n");
    run.artifact("curves/b.csv", "no curve");
    run.artifact("table.csv", "date,c [x]\n2020-01-02,1\n");
    run.artifact("curves/d.csv", "date,d [x]\n2020-01-02,1\n");
    const { run_id } = run.finish();
    write(root, `experiments/${run_id}/artifacts/curves/b.csv`, "\0");
    expect(
      readRun(root, run_id)
        .curves()
        .map(({ name }) => name),
    ).toEqual(["d"]);
  });
});

it("a metric has the label, unit and format of the figure that it is", () => {
  expect(metricAxis("a.sharpe")).toMatchObject({ label: "Sharpe ratio", format: "ratio" });
  expect(metricAxis("mom.rank_ic_mean_h5")).toEqual({
    label: "Mean rank IC, horizon 5",
    unit: "correlation",
    format: "correlation",
  });
  expect(metricAxis("quantile_spread_h21")).toMatchObject({
    unit: "% per 21 sessions",
    format: "percent",
  });
  expect(metricAxis("quantile_spread_h1").unit).toBe("% per session");
  expect(metricAxis("loss_h5")).toEqual({ label: "loss_h5", unit: "" });
  expect(metricAxis("constructor_h5")).toEqual({ label: "constructor_h5", unit: "" });
});
