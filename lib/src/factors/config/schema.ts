import { z } from "zod";
import { dialectNames } from "../../expr/index.js";

const text = z.string().trim().min(1);
const dialect = z.enum(dialectNames);

/** `config/factors/NAME.yaml`: unknown keys are refused everywhere. Its `factors` are checked one by one. */
export const fileSchema = z.strictObject({
  name: text,
  description: text.optional(),
  /** Whose syntax the formulas are in. */
  dialect: dialect.default("assay"),
  factors: z.array(z.record(z.string(), z.unknown())).min(1),
});

/** The kinds of entries, each told by the key of its own name. */
export const entrySchemas = {
  /** A factor of the user's own; with `for` one for each combination of values, put in the place of `{key}`. */
  formula: z.strictObject({
    name: text,
    formula: text,
    title: text.optional(),
    note: text.optional(),
    unit: text.optional(),
    dialect: dialect.optional(),
    for: z.record(z.string().regex(/^[A-Za-z]\w*$/), z.array(z.union([z.number(), text])).min(1)).optional(),
  }),
  /** A factor of the library. */
  factor: z.strictObject({ factor: text }),
  /** All factors of another set. */
  set: z.strictObject({ set: text }),
} as const;

export type FormulaEntry = z.infer<typeof entrySchemas.formula>;
export type ReferenceEntry = z.infer<typeof entrySchemas.factor> | z.infer<typeof entrySchemas.set>;
