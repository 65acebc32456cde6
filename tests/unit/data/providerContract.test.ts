import { describe, expect, it } from "vitest";
import { PROVIDERS, providerContract } from "../../../lib/src/data/index.js";
import { FIXTURES } from "./providers/fixtures.js";

it("covers every provider", () => {
  expect(PROVIDERS.map(({ name }) => name).sort()).toEqual(Object.keys(FIXTURES).sort());
});

describe.each(PROVIDERS.map((provider) => [provider.name, provider] as const))("%s", (name, provider) => {
  for (const { name: rule, run } of providerContract(provider, FIXTURES[name])) it(rule, run);
});
