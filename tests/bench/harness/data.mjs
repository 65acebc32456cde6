import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assay } from "./assay.mjs";

let dir;

/** A folder for this run's data, gone when the process ends. */
export function dataDir() {
  if (!dir) {
    dir = mkdtempSync(join(tmpdir(), "assay-bench-"));
    process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  }
  return dir;
}

export const SECTORS = 11;

/**
 * A market of dates × names from a seed, written as raw float64 for the peer and given as panels: `close`, `open`,
 * `volume`, `factor` (persistent, with a 20-date warm-up) and one sector code per name. With `holes`, 5 % of the
 * names list late and 1 % of all sessions are missing, in every field alike.
 */
export async function market({ dates, names, holes = false, seed = 11 }) {
  const key = `${dates}x${names}${holes ? "-holes" : ""}`;
  if (!existsSync(join(dataDir(), `${key}-close.f64`))) await write(key, { dates, names, holes, seed });
  const { AssetIndex, Panel, TimeIndex } = await assay("core/index.js");
  const time = TimeIndex.of(businessDays(dates));
  const assets = AssetIndex.of(symbols(names));
  const panel = (name) => Panel.of(time, assets, readField(key, name), { name });
  const sectors = Array.from(readField(key, "sector"), (code) => `sector ${String(code).padStart(2, "0")}`);
  return { key, time, assets, sectors, panel };
}

export function symbols(names) {
  return Array.from({ length: names }, (_, j) => `S${String(j).padStart(4, "0")}`);
}

/** Weekdays from 2010-01-04 on, as UTC milliseconds. */
export function businessDays(count) {
  const start = Date.UTC(2010, 0, 4);
  return Float64Array.from(
    { length: count },
    (_, i) => start + (Math.floor(i / 5) * 7 + (i % 5)) * 86_400_000,
  );
}

async function write(key, { dates, names, holes, seed }) {
  const { Random } = await assay("core/index.js");
  const random = new Random(seed);
  const fields = { close: [], open: [], volume: [], factor: [] };
  for (const name of Object.keys(fields)) fields[name] = new Float64Array(dates * names).fill(Number.NaN);
  const { close, open, volume, factor } = fields;
  const price = Float64Array.from({ length: names }, () => Math.exp(3 + random.normal()));
  const size = Float64Array.from({ length: names }, () => 13 + random.normal());
  const state = Float64Array.from({ length: names }, () => random.normal());
  const listed = Int32Array.from({ length: names }, () =>
    holes && random.uniform() < 0.05 ? random.integer(dates) : 0,
  );
  for (let i = 0; i < dates; i++) {
    for (let j = 0; j < names; j++) {
      const at = i * names + j;
      price[j] *= Math.exp(0.02 * random.normal() + 0.0004 * state[j]);
      state[j] = 0.97 * state[j] + 0.243 * random.normal();
      const gap = Math.exp(0.01 * random.normal());
      const shares = Math.round(Math.exp(size[j] + 0.4 * random.normal()));
      if (i < listed[j] || (holes && random.uniform() < 0.01)) continue;
      close[at] = Math.round(price[j] * 1e4) / 1e4;
      open[at] = Math.round(price[j] * gap * 1e4) / 1e4;
      volume[at] = shares;
      if (i >= 20) factor[at] = state[j];
    }
  }
  fields.sector = Float64Array.from({ length: names }, (_, j) => j % SECTORS);
  for (const [name, values] of Object.entries(fields)) {
    writeFileSync(join(dataDir(), `${key}-${name}.f64`), values);
  }
}

function readField(key, name) {
  const bytes = readFileSync(join(dataDir(), `${key}-${name}.f64`));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
