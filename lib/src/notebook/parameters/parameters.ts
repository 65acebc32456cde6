import type { z } from "zod";
import { fail, type Showable, showsItself, TableView } from "../../core/index.js";
import { declare } from "./declarations.js";
import { ParameterError } from "./parameterError.js";
import { validate } from "./validate.js";

/** The values of declared parameters, readable by name. */
export type Parameters<S extends z.ZodRawShape> = Readonly<z.output<z.ZodObject<S>>> & {
  /**
   * Replace defaults. This is what a headless run calls, in a cell after the parameters cell.
   * Unknown names and values that break a rule throw, and then nothing is changed.
   */
  override(values: Partial<z.input<z.ZodObject<S>>>): void;
};

/**
 * Declare the parameters of a notebook, in the cell tagged `parameters`. Each one is a zod schema; give it a default
 * so that the notebook runs as it stands, and a description, which `assay run NAME --help` lists.
 *
 * @example
 * const params = parameters({
 *   dataset: z.string().default("demo").describe("dataset in the lake"),
 *   horizons: z.array(z.number().int().positive()).default([1, 5, 21]).describe("forward horizons, sessions"),
 * });
 * params.horizons   // number[]
 *
 * A parameter without a default must be given to a headless run; reading it before throws.
 */
export function parameters<S extends z.ZodRawShape>(shape: S): Parameters<S> {
  if ("override" in shape) fail("parameters", "a parameter cannot be named override");
  const set = new ParameterSet(shape);
  declare({ shape });
  return set as unknown as Parameters<S>;
}

class ParameterSet implements Showable {
  readonly #shape: z.ZodRawShape;

  constructor(shape: z.ZodRawShape) {
    this.#shape = shape;
    for (const [name, schema] of Object.entries(shape)) this.#setDefault(name, schema as z.ZodType);
  }

  override(values: Readonly<Record<string, unknown>>): void {
    const valid = validate(this.#shape, values);
    for (const [name, value] of Object.entries(valid)) this.#define(name, { value });
  }

  toText(): string {
    return this.#table().toText();
  }

  toHtml(): string {
    return this.#table().toHtml();
  }

  #setDefault(name: string, schema: z.ZodType): void {
    const parsed = schema.safeParse(undefined);
    if (parsed.success) this.#define(name, { value: parsed.data });
    else this.#define(name, { get: () => missing(name) });
  }

  #define(name: string, property: PropertyDescriptor): void {
    Object.defineProperty(this, name, { configurable: true, enumerable: !property.get, ...property });
  }

  #table(): TableView {
    const rows = Object.entries(this.#shape).map(([parameter, schema]) => ({
      parameter,
      value: JSON.stringify((this as unknown as Record<string, unknown>)[parameter]) ?? "",
      description: (schema as z.ZodType).description ?? "",
    }));
    return new TableView(rows, { title: "Parameters", limit: Infinity });
  }
}
showsItself(ParameterSet);

function missing(name: string): never {
  throw new ParameterError(name, `parameter ${name} has no default and was not given`, {
    fix: `run with -p ${name}=…, or call override({ ${name}: … }) in the notebook`,
  });
}
