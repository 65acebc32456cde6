import type { JsonSchema } from "./schema.js";

/** One declared parameter, as `--help` lists it. */
export interface ParameterSpec {
  readonly name: string;
  /** For a reader: `integer > 0[]`, `"daily" | "weekly"`. */
  readonly type: string;
  /** Without a default, and not optional. */
  readonly required: boolean;
  readonly default: unknown;
  readonly description: string;
  /** The only values it takes, when there is such a list. */
  readonly allowed: readonly unknown[] | null;
  readonly schema: JsonSchema;
}

/** What the child process is asked: the source of the parameters cell and the values for it. */
export interface ReadRequest {
  /** Import declarations of the cells before, and the parameters cell. */
  readonly imports: readonly string[];
  readonly code: string;
  readonly root: string;
  /** One set of values for each run. Text is read by the type of its parameter; other values are taken as they are. */
  readonly sets: readonly Values[];
}

/** Values by the name of their parameter. */
export type Values = Readonly<Record<string, unknown>>;

export interface ParameterSet {
  /** Given values, as they go into the injected cell. */
  readonly given: Values;
  /** Every parameter: given, else default. */
  readonly values: Values;
}

export interface ReadAnswer {
  /** Name of the variable that holds the parameters. */
  readonly variable: string;
  readonly specs: readonly ParameterSpec[];
  readonly sets: readonly ParameterSet[];
}

/** Why the child could not answer. `parameter` is set when a given value was refused. */
export interface ReadRefusal {
  readonly refused: string;
  readonly parameter?: string;
  readonly fix?: string;
  readonly received?: unknown;
}
