import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Panel, panelToArrowFile } from "../../lib/src/core/index.js";
import { PYTHON, python } from "./python.js";

const dir = mkdtempSync(join(tmpdir(), "assay-arrow-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const panel = Panel.fromArrays(
  ["2024-01-02", "2024-01-03"],
  ["NA", "TRUE", "Ü"],
  [
    [1.5, null, -3],
    [0, 2e300, null],
  ],
  { name: "x", unit: "USD" },
);

describe.skipIf(!PYTHON)("an Arrow file of a panel", () => {
  const file = join(dir, "panel.arrow");
  writeFileSync(file, panelToArrowFile(panel));
  const expected = [
    ["2024-01-02", "NA", 1.5],
    ["2024-01-02", "TRUE", null],
    ["2024-01-02", "Ü", -3],
    ["2024-01-03", "NA", 0],
    ["2024-01-03", "TRUE", 2e300],
    ["2024-01-03", "Ü", null],
  ];

  test("is read by pandas", () => {
    const out = python(
      `import sys, json, pandas as pd
d = pd.read_feather(sys.argv[1])
print(json.dumps([[str(r.date)[:10], str(r.symbol), None if pd.isna(r.value) else r.value] for r in d.itertuples()]))`,
      file,
    );
    expect(JSON.parse(out)).toEqual(expected);
  });

  test("is read by polars", () => {
    const out = python(
      `import sys, json, polars as pl
d = pl.read_ipc(sys.argv[1])
assert str(d.schema["date"]) == "Date" and str(d.schema["value"]) == "Float64", d.schema
print(json.dumps([[str(r["date"]), r["symbol"], r["value"]] for r in d.to_dicts()]))`,
      file,
    );
    expect(JSON.parse(out)).toEqual(expected);
  });

  test("carries name, unit and frequency for pyarrow", () => {
    const out = python(
      `import sys, json, pyarrow.ipc as ipc
meta = ipc.open_file(sys.argv[1]).schema.metadata
print(json.dumps({k.decode(): v.decode() for k, v in meta.items()}))`,
      file,
    );
    expect(JSON.parse(out)).toEqual({ "assay.name": "x", "assay.unit": "USD", "assay.frequency": "1d" });
  });
});
