import { type AssetIndex, fail, nearest, type Panel, type TimeIndex } from "../core/index.js";

/** What a factor is evaluated over: named panels of one shape, and groupings of their assets. */
export interface FieldSource {
  readonly time: TimeIndex;
  /** Every symbol of the market, in the order of the columns of its panels. */
  readonly assets: AssetIndex;
  /** Changes whenever the data change. */
  readonly fingerprint: string;
  /** The panel of a field, on exactly {@link time} × {@link assets}; an unknown field is an error. */
  panel(field: string): Panel;
  /** Group code per asset (−1: none) and the groups' names. */
  group(name: string): { codes: Int32Array; names: readonly string[] };
}

/** A source over panels in memory, for examples and tests. */
export function panelSource(
  fields: Readonly<Record<string, Panel>>,
  groups: Readonly<Record<string, readonly string[]>> = {},
): FieldSource {
  const panels = Object.entries(fields);
  if (panels.length === 0) fail("expr.panelSource", "needs at least one field");
  const [, first] = panels[0];
  for (const [name, panel] of panels) {
    if (!panel.time.equals(first.time) || !panel.assets.equals(first.assets)) {
      fail("expr.panelSource", `all fields must have the dates and assets of ${panels[0][0]}`, {
        received: name,
      });
    }
  }
  return {
    time: first.time,
    assets: first.assets,
    fingerprint: "in-memory",
    panel: (name) => fields[name] ?? missing("field", name, Object.keys(fields)),
    group: (name) => encode(groups[name] ?? missing("grouping", name, Object.keys(groups))),
  };
}

function missing(what: string, name: string, known: readonly string[]): never {
  const near = nearest(name, known);
  return fail(
    "expr.evaluate",
    `the market has no ${what} of this name; it has ${known.join(", ") || "none"}`,
    {
      received: name,
      fix: near && `did you mean ${near}?`,
    },
  );
}

function encode(labels: readonly string[]): { codes: Int32Array; names: readonly string[] } {
  const names = [...new Set(labels.filter(Boolean))].sort();
  return { codes: Int32Array.from(labels, (label) => names.indexOf(label)), names };
}
