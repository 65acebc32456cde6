import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Panel,
  Panel as PanelClass,
  panelFromArquero,
  panelFromArrow,
  panelFromDuckDB,
  panelFromRows,
  panelToArquero,
  panelToArrow,
  panelToArrowFile,
  panelToDuckDB,
  panelToRows,
} from "../../lib/src/core/index.js";

const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));

/** Any panel with at least one date and one asset, missing values and all-missing rows and columns included. */
const anyPanel = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 8 }),
    fc.uniqueArray(fc.stringMatching(/^[A-Z.]{1,5}$/), { minLength: 1, maxLength: 6 }),
  )
  .chain(([days, symbols]) =>
    fc
      .array(fc.array(value, { minLength: symbols.length, maxLength: symbols.length }), {
        minLength: days.length,
        maxLength: days.length,
      })
      .map((rows) =>
        PanelClass.fromArrays(
          [...days].sort((a, b) => a - b).map((day) => day * 86_400_000),
          symbols,
          rows,
          { name: "x", unit: "USD" },
        ),
      ),
  );

/** −0 and 0 are the same number everywhere but in bits; DuckDB and JSON keep neither's sign reliably. */
function same(back: Panel, panel: Panel): void {
  expect(back.equals(panel)).toBe(true);
  expect(back.assets.symbols).toEqual(panel.assets.symbols);
}

describe("a panel comes back whole", () => {
  test("from rows", () => {
    fc.assert(fc.property(anyPanel, (panel) => same(panelFromRows(panelToRows(panel)), panel)));
  });

  test("from an Arquero table", () => {
    fc.assert(fc.property(anyPanel, (panel) => same(panelFromArquero(panelToArquero(panel)), panel)));
  });

  test("from an Arrow table and from an IPC file, with name, unit and frequency", () => {
    fc.assert(
      fc.property(anyPanel, (panel) => {
        same(panelFromArrow(panelToArrow(panel)), panel);
        const back = panelFromArrow(panelToArrowFile(panel));
        same(back, panel);
        expect([back.name, back.unit, back.time.frequency]).toEqual(["x", "USD", "1d"]);
      }),
    );
  });

  test("from DuckDB", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(anyPanel, async (panel) => {
        const name = `panel ${n++}`;
        await panelToDuckDB(connection, name, panel);
        same(await panelFromDuckDB(connection, `FROM "${name}"`), panel);
      }),
      { numRuns: 25 },
    );
    connection.closeSync();
  });

  test("intraday instants survive Arrow and DuckDB", async () => {
    const panel = PanelClass.fromArrays(["2024-03-08T14:35", "2024-03-08T14:40"], ["A"], [[1], [null]], {
      frequency: "5m",
    });
    same(panelFromArrow(panelToArrowFile(panel)), panel);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await panelToDuckDB(connection, "bars", panel);
    same(await panelFromDuckDB(connection, "FROM bars", { frequency: "5m" }), panel);
    connection.closeSync();
  });
});

test("a wide Arquero table has a column per asset", () => {
  const panel = PanelClass.fromArrays(
    ["2024-01-02", "2024-01-03"],
    ["A", "B"],
    [
      [1, 2],
      [3, null],
    ],
  );
  const wide = panelToArquero(panel, "wide");
  expect(wide.columnNames()).toEqual(["date", "A", "B"]);
  expect(wide.get("A", 1)).toBe(3);
});

test("a date and asset that stand twice are an error, not a silent overwrite", () => {
  const row = { date: "2024-01-02", symbol: "A", value: 1 };
  expect(() => panelFromRows([row, row])).toThrow('a date and asset must stand once, got "2024-01-02 A"');
});
