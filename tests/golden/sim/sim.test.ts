import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sha256 } from "../../../lib/src/core/index.js";
import { sessions } from "../../../lib/src/sim/calendar.js";
import { syntheticMarket } from "../../../lib/src/sim/index.js";
import { normalScores } from "../../../lib/src/sim/normalScores.js";

interface Golden {
  normalScores: Record<string, number[]>;
  sessions: { start: string; years: number; dates: string[] }[];
}
const golden = JSON.parse(readFileSync(new URL("reference.json", import.meta.url), "utf8")) as Golden;

test("normal scores equal scipy's quantiles to 2e-9", () => {
  for (const [m, expected] of Object.entries(golden.normalScores)) {
    const scores = normalScores(Number(m));
    expect(scores.length).toBe(expected.length);
    scores.forEach((score, i) => {
      expect(Math.abs(score - expected[i])).toBeLessThan(2e-9 * Math.max(1, Math.abs(expected[i])));
    });
  }
});

test.each(golden.sessions)(
  "sessions from $start for $years years equal pandas'",
  ({ start, years, dates }) => {
    expect(sessions(start, years).labels()).toEqual(dates);
  },
);

test("the same seed gives the same bytes, on this machine and on the one that made this hash", () => {
  const market = syntheticMarket({ seed: 42, symbols: 40, years: 2 });
  const { open, high, low, close, volume } = market.raw;
  const bytes = [open, high, low, close, volume].map(({ values }) => sha256(new Uint8Array(values.buffer)));
  const words = JSON.stringify([market.actions, market.listings, market.sectors, market.truth]);
  expect(sha256([...bytes, words].join("\n"))).toBe(
    "532b11f0651d7f74c7fe1050f2f0086a024f8877ea11e979c083cf90ddec535e",
  );
});
