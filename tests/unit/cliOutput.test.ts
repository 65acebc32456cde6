import { afterEach, expect, it, vi } from "vitest";
import { main } from "../../lib/src/cli/index.js";

afterEach(() => {
  vi.restoreAllMocks();
});

it("leaves no listener behind, whatever the number of commands in one process", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const listeners = () => [process.stdout, process.stderr].map((stream) => stream.listenerCount("error"));
  await main(["run", "x", "--jobs", "0"]);
  const before = listeners();
  await main(["run", "x", "--jobs", "0"]);
  expect(listeners()).toEqual(before);
});
