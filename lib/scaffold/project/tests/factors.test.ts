import { factors, Market, syntheticMarket } from "assay";
import { describe, expect, test } from "vitest";

const market = Market.from(syntheticMarket({ seed: 1, symbols: 30, years: 2 }));

describe.each(factors.projectSets())("config/factors/%s.yaml", (name) => {
  const set = factors.load(name);

  test.each(set.factors.map((factor) => [factor.name, factor] as const))(
    "%s does not read the future",
    (_, factor) => {
      factors.expectCausal(market, factor);
      expect(factor.lookback).toBeLessThan(market.time.length);
    },
  );
});
