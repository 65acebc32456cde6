import { Panel } from "../../core/index.js";
import type { FieldSource } from "../../expr/index.js";

/** The rows of a source from `start` on, as views: nothing is copied. */
export function tailSource(source: FieldSource, start: number): FieldSource {
  if (start === 0) return source;
  const time = source.time.slice(start);
  const { assets } = source;
  const panels = new Map<string, Panel>();
  return {
    time,
    assets,
    fingerprint: source.fingerprint,
    group: (name) => source.group(name),
    panel(name) {
      const values = () => source.panel(name).values.subarray(start * assets.length);
      const panel = panels.get(name) ?? Panel.of(time, assets, values(), { name });
      panels.set(name, panel);
      return panel;
    },
  };
}
