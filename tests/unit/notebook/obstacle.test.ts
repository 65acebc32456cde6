import { expect, it } from "vitest";
import type { Lake } from "../../../lib/src/data/index.js";
import { obstacle } from "../../../lib/src/notebook/verify/obstacle.js";
import type { RunView } from "../../../lib/src/tracking/index.js";

const lake = { datasets: () => ["demo"], history: () => [{ fingerprint: "aa" }] } as unknown as Lake;
const completed = (...data: object[]) =>
  ({ status: "completed", record: { kind: "notebook", params: {}, data } }) as unknown as RunView;

it("asks for the versions of the lake that a run read, not for files past the lake", () => {
  const known = { dataset: "demo", version: "v1", fingerprint: "aa" };
  const file = { dataset: "events.csv", version: "file", fingerprint: "cc" };
  expect(obstacle(completed(known, file), lake)).toBeUndefined();
  expect(obstacle(completed({ ...known, fingerprint: "bb" }), lake)).toBe(
    "version v1 of dataset demo, which it read, is gone",
  );
});
