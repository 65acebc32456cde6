import { describe, expect, it } from "vitest";
import { oldLake } from "./oldLake.js";

describe("a lake of schema 1", () => {
  it("is read as it was: versions, market, quarantine, hashes", async () => {
    const lake = oldLake();
    expect(lake.history("bars").map(({ version, rows }) => [version, rows])).toEqual([
      ["v1", 39],
      ["v2", 40],
    ]);
    const market = await lake.market("bars");
    expect(market.fingerprint).toBe("e27ff8ec68742ac6777d6f5a327ad350afee4bd99c254bf6a2ff6acb1ca84edf");
    expect(market.actions).toEqual([{ symbol: "AAA", date: "2020-01-03", kind: "dividend", value: 0.5 }]);
    expect(market.group("sector").names).toEqual(["Energy", "Utilities"]);
    expect((await lake.quarantine("bars")).rows).toEqual([]);
    expect((await lake.verify()).ok).toBe(true);
    const { values } = (await lake.market("bars", { version: "v1" })).panel("close");
    expect(values.filter((value) => !Number.isNaN(value)).length).toBe(39);
  });
});
