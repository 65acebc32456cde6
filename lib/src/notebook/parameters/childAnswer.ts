import type { z } from "zod";
import { AssayError } from "../../core/index.js";
import { declarations } from "./declarations.js";
import { evaluateCell } from "./evaluateCell.js";
import { fromText } from "./fromText.js";
import { ParameterError } from "./parameterError.js";
import { jsonSchema, typeText } from "./schema.js";
import type { ParameterSet, ParameterSpec, ReadAnswer, ReadRefusal, ReadRequest, Values } from "./spec.js";
import { checkName, validate } from "./validate.js";

/** Evaluate the parameters cell, then read and validate the given values. Never throws. */
export async function answer(request: ReadRequest): Promise<ReadAnswer | ReadRefusal> {
  try {
    const variable = await evaluateCell(request);
    const declared = declarations();
    if (declared.length !== 1) return { refused: oneCall(declared.length) };
    const [{ shape }] = declared;
    const specs = Object.entries(shape).map(([name, schema]) => specOf(name, schema as z.ZodType));
    return { variable, specs, sets: request.sets.map((raw) => read(shape, specs, raw)) };
  } catch (error) {
    return refusal(error);
  }
}

function oneCall(count: number): string {
  return `the parameters cell must call parameters({...}) once and keep the result in a variable, it does so ${count} times`;
}

function read(shape: z.ZodRawShape, specs: readonly ParameterSpec[], raw: Values): ParameterSet {
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    checkName(shape, name);
    given[name] = typeof value === "string" ? fromText(shape[name] as z.ZodType, value) : value;
  }
  const valid = validate(shape, given);
  for (const { name, required } of specs) if (required && !(name in valid)) missing(name);
  const values = Object.fromEntries(
    specs.map((spec) => [spec.name, spec.name in valid ? valid[spec.name] : spec.default]),
  );
  return { given, values };
}

function missing(name: string): never {
  throw new ParameterError(name, `parameter ${name} has no default and was not given`, {
    fix: `-p ${name}=…`,
  });
}

function specOf(name: string, schema: z.ZodType): ParameterSpec {
  const byDefault = schema.safeParse(undefined);
  const json = jsonSchema(schema);
  return {
    name,
    type: typeText(json),
    required: !byDefault.success,
    default: byDefault.success ? byDefault.data : undefined,
    description: schema.description ?? json.description ?? "",
    allowed: json.enum ?? json.items?.enum ?? null,
    schema: json,
  };
}

function refusal(error: unknown): ReadRefusal {
  if (!(error instanceof AssayError)) return { refused: `the parameters cell failed: ${error}` };
  const { rule, details } = error;
  const parameter = error instanceof ParameterError ? error.parameter : undefined;
  return { refused: rule, parameter, ...details };
}
