import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;

test("rooms import only from rooms below, through their doors, without cycles", () => {
  const bin = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const args = [bin, "--config", ".dependency-cruiser.cjs", "--output-type", "json", "lib/src"];
  const json = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 64 << 20 });
  const { summary } = JSON.parse(json) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
  };
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(100);
});

test("every room is a module of the package, for Node and for the kernel's older resolution", () => {
  const { exports, typesVersions } = JSON.parse(readFileSync(`${root}lib/package.json`, "utf8")) as {
    exports: Record<string, unknown>;
    typesVersions: { "*": Record<string, string[]> };
  };
  const cruiser = readFileSync(`${root}.dependency-cruiser.cjs`, "utf8");
  const list = /const rooms = \[([^\]]*)\]/.exec(cruiser)?.[1] ?? "";
  const rooms = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name).filter((name) => name !== "cli");
  expect(rooms).toHaveLength(13);
  for (const room of rooms) {
    expect(exports).toHaveProperty([`./${room}`]);
    expect(typesVersions["*"][room]).toEqual([`dist/${room}/index.d.ts`]);
  }
});
