import { fail, nearest, Panel } from "../../core/index.js";
import { type Adjustment, adjustmentOf, vendorAdjustment } from "./adjustment.js";
import { CALENDAR_FIELDS, calendarPanel } from "./calendar.js";
import type { MarketContents } from "./contents.js";
import { adjusted, FIELD_UNITS, isRawField, multiplied } from "./fields.js";
import { SESSION_FIELDS, sessionPanel } from "./sessionFields.js";

/** Every field of a market by name, each computed on first use and kept. */
export class DerivedPanels {
  readonly #contents: MarketContents;
  readonly #known = new Map<string, Panel>();
  /** `null` until it is computed; `undefined` when there is nothing to adjust. */
  #adjustment: Adjustment | undefined | null = null;

  constructor(contents: MarketContents) {
    this.#contents = contents;
  }

  /** Adjusted and own fields, raw ones, then the derived. */
  get names(): readonly string[] {
    const given = [...this.#contents.panels.keys()];
    const raw = given.filter(isRawField).map((name) => `raw.${name}`);
    const derived = given.includes("volume") ? ["dollar_volume", "adjustment"] : ["adjustment"];
    return [...given.filter((name) => name !== "adj_close"), ...raw, ...derived];
  }

  get(name: string): Panel {
    let panel = this.#known.get(name);
    if (!panel) {
      if (!this.#knows(name)) this.#failUnknown(name);
      panel = this.#compute(name);
      this.#known.set(name, panel);
    }
    return panel;
  }

  #knows(name: string): boolean {
    return (
      this.names.includes(name) || Object.hasOwn(CALENDAR_FIELDS, name) || Object.hasOwn(SESSION_FIELDS, name)
    );
  }

  #compute(name: string): Panel {
    const { time, assets, panels } = this.#contents;
    if (Object.hasOwn(CALENDAR_FIELDS, name) && !panels.has(name)) return calendarPanel(time, assets, name);
    if (Object.hasOwn(SESSION_FIELDS, name) && !panels.has(name)) return sessionPanel(time, assets, name);
    const meta = { name, unit: FIELD_UNITS[name] };
    if (name === "adjustment") return this.#factors().with(meta);
    if (name === "dollar_volume")
      return multiplied(this.get("raw.close"), this.get("raw.volume").values, meta);
    if (name.startsWith("raw.")) return this.#given(name.slice(4)).with(meta);
    return isRawField(name) ? adjusted(this.#given(name), name, this.#adjust()) : this.#given(name);
  }

  #given(name: string): Panel {
    return this.#contents.panels.get(name) ?? this.#failUnknown(name);
  }

  #factors(): Panel {
    const { time, assets } = this.#contents;
    const ones = () => new Float64Array(time.length * assets.length).fill(1);
    return Panel.of(time, assets, this.#adjust()?.price ?? ones());
  }

  #adjust(): Adjustment | undefined {
    if (this.#adjustment === null) this.#adjustment = adjust(this.#contents);
    return this.#adjustment;
  }

  #failUnknown(name: string): never {
    const near = nearest(name, [
      ...this.names,
      ...Object.keys(CALENDAR_FIELDS),
      ...Object.keys(SESSION_FIELDS),
    ]);
    return fail("data.Market.panel", `the market has no such field; it has ${this.names.join(", ")}`, {
      received: name,
      fix: near ? `did you mean ${near}?` : fixOf(name),
    });
  }
}

function fixOf(name: string): string | undefined {
  const table = /^events\.(\w+)\./.exec(name)?.[1];
  return table && `join the events: lake.market(DATASET, { events: ["${table}"] }), or TABLE.onto(market)`;
}

/** A vendor's adjusted close decides over prices where there is one; volume is adjusted by splits only. */
function adjust({ panels, actions }: MarketContents): Adjustment | undefined {
  const close = panels.get("close");
  const vendor = panels.get("adj_close");
  if (!close || (actions.length === 0 && !vendor)) return undefined;
  if (!vendor) return adjustmentOf(close, actions);
  const splits = actions.filter((action) => action.kind === "split");
  return { price: vendorAdjustment(close, vendor), volume: adjustmentOf(close, splits).volume };
}
