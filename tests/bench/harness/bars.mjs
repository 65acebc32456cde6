import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assay } from "./assay.mjs";
import { dataDir, market } from "./data.mjs";

/**
 * Daily bars without holes: the prices of {@link market} rounded to float32, which is what qlib stores, with a high and
 * a low around them. Written for the peer, given as a source with dollar volume and sectors.
 */
export async function bars({ dates, names }) {
  const { key, time, assets, sectors, panel } = await market({ dates, names });
  const { Panel } = await assay("core/index.js");
  const { panelSource } = await assay("expr/index.js");
  const volume = panel("volume").values;
  const close = panel("close").values.map(Math.fround);
  const open = panel("open").values.map(Math.fround);
  const high = close.map((c, i) => Math.fround(Math.max(c, open[i]) * (1.001 + (volume[i] % 97) / 9700)));
  const low = close.map((c, i) => Math.fround(Math.min(c, open[i]) * (0.999 - (volume[i] % 89) / 8900)));
  const fields = { open, high, low, close, volume };
  if (!existsSync(file(key, "high"))) {
    for (const [name, values] of Object.entries(fields)) writeFileSync(file(key, name), values);
  }
  const traded = close.map((c, i) => c * volume[i]);
  const panels = Object.entries({ ...fields, dollar_volume: traded }).map(([name, values]) => [
    name,
    Panel.of(time, assets, values),
  ]);
  return { key, time, assets, fields, source: panelSource(Object.fromEntries(panels), { sector: sectors }) };
}

const file = (key, name) => join(dataDir(), `bars-${key}-${name}.f64`);
