import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const LIB = new URL("../../lib/", import.meta.url).pathname;
const DIST = join(LIB, "dist");

const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
const ROOMS = readdirSync(join(LIB, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("a room is a file and its declarations, beside what a process, a thread or a namespace begins with", () => {
  for (const room of ROOMS) {
    const folder = join(DIST, room);
    const modules = filesOf(join(LIB, "src", room), ".ts").length;
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["index.js", "index.d.ts"]));
    expect(filesOf(folder, ".d.ts").length, room).toBeLessThanOrEqual(room === "data" ? 3 : 1);
    if (room !== "cli") expect(filesOf(folder, ".js").length, room).toBeLessThanOrEqual(3);
    expect(modules, room).toBeGreaterThan(3);
  }
});

test("there is one of each thing in a process, by whichever door it comes", async () => {
  const whole = await import("../../lib/dist/index.js");
  const core = await import("../../lib/dist/core/index.js");
  const data = await import("../../lib/dist/data/index.js");
  expect(whole.Panel).toBe(core.Panel);
  const market = data.Market.from(whole.syntheticMarket({ symbols: 3, years: 1 }));
  expect(market.panel("close")).toBeInstanceOf(core.Panel);
  expect(market.close).toBeInstanceOf(whole.Factor);
  expect(whole.events).toBe(data.events);
});

test("classes keep their names, and lines lead to the sources", () => {
  for (const file of filesOf(DIST, ".js")) {
    const text = readFileSync(join(DIST, file), "utf8");
    expect(text.match(/class \w+\$\d+/)?.[0], file).toBeUndefined();
    if (/worker|childMain|preload/.test(file)) continue;
    const { sources } = JSON.parse(readFileSync(join(DIST, `${file}.map`), "utf8")) as { sources: string[] };
    expect(sources.length, file).toBeGreaterThan(0);
    for (const source of sources) {
      expect(source, file).toMatch(/\.ts$/);
      expect(existsSync(join(DIST, file, "..", source)), source).toBe(true);
    }
  }
});
