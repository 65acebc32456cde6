import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Panel } from "../../../lib/src/core/index.js";
import { Market, type MarketAction } from "../../../lib/src/data/index.js";

interface Golden {
  dates: string[];
  symbols: string[];
  actions: MarketAction[];
  close: (number | null)[][];
  volume: (number | null)[][];
  adjustedClose: (number | null)[][];
  adjustedVolume: (number | null)[][];
}

/** Made by adjusted_prices.py with pandas. */
const golden: Golden = JSON.parse(readFileSync(new URL("./adjusted_prices.json", import.meta.url), "utf8"));

const panel = (rows: (number | null)[][]) => Panel.fromArrays(golden.dates, golden.symbols, rows);

const market = Market.fromPanels({
  fields: { close: panel(golden.close), volume: panel(golden.volume) },
  actions: golden.actions,
});

describe("adjusted values", () => {
  it.each([
    ["close", golden.adjustedClose],
    ["volume", golden.adjustedVolume],
  ])("%s equals pandas' backward adjustment rescaled to the first date", (name, rows) => {
    const ours = market.panel(name).values;
    const theirs = panel(rows).values;
    for (let i = 0; i < ours.length; i++) {
      if (Number.isNaN(theirs[i])) expect(ours[i]).toBeNaN();
      else expect(Math.abs(ours[i] / theirs[i] - 1)).toBeLessThan(1e-12);
    }
  });

  it("leave the raw values alone", () => {
    expect(market.panel("raw.close").equals(panel(golden.close))).toBe(true);
  });

  it("keep the dollar volume of a symbol that only splits", () => {
    const splits = Market.fromPanels({
      fields: { close: panel(golden.close), volume: panel(golden.volume) },
      actions: golden.actions.filter((action) => action.kind === "split"),
    });
    const [close, volume] = [splits.panel("close").values, splits.panel("volume").values];
    const dollars = splits.panel("dollar_volume").values;
    for (let i = 0; i < dollars.length; i++) {
      if (!Number.isNaN(dollars[i]))
        expect(Math.abs((close[i] * volume[i]) / dollars[i] - 1)).toBeLessThan(1e-12);
    }
  });

  it("follow a vendor's adjusted close where there is one", () => {
    const vendor = Market.fromPanels({
      fields: {
        close: panel(golden.close),
        adj_close: panel(golden.adjustedClose).with({ name: "adj_close" }),
      },
    });
    const ours = vendor.panel("close").values;
    const theirs = panel(golden.adjustedClose).values;
    const width = golden.symbols.length;
    for (let i = 0; i < ours.length; i++) {
      if (Number.isNaN(theirs[i])) continue;
      const late = golden.symbols[i % width] === "LATE" ? 4 : 1;
      expect(Math.abs((ours[i] * late) / theirs[i] - 1)).toBeLessThan(1e-12);
    }
  });

  it("refuse a dividend that is not below the close before", () => {
    const wrong = Market.fromPanels({
      fields: { close: panel(golden.close) },
      actions: [{ symbol: "ONE", date: golden.dates[3], kind: "dividend", value: 100 }],
    });
    expect(() => wrong.panel("close")).toThrow(/dividend of ONE on .* is not below the close before/);
  });
});
