import { readFileSync } from "node:fs";
import { fail, YamlSource } from "../../core/index.js";
import type { Values } from "./spec.js";

/** Values for the parameters of a run, and where each comes from, in words. */
export interface GivenParameters {
  readonly values: Values;
  /** By name: `-p`, `ASSAY_PARAM_horizon`, `study.yaml, line 3`. */
  readonly origins: Readonly<Record<string, string>>;
}

export interface ParameterSources {
  /** Values of the command line, the strongest. Default none. */
  flags?: Values;
  /** Environment variables; `ASSAY_PARAM_horizon` gives the parameter `horizon`. Default those of this process. */
  env?: NodeJS.ProcessEnv;
  /** Path of a YAML or JSON file with one value per name, the weakest. Default none. */
  file?: string;
}

export const PARAMETER_VARIABLE = "ASSAY_PARAM_";

/** Collect the values for a run: a flag is stronger than the environment, which is stronger than the file. */
export function givenParameters({ flags = {}, env = process.env, file }: ParameterSources): GivenParameters {
  const sources = [
    file === undefined ? NONE : fromFile(file),
    fromEnvironment(env),
    named(flags, () => "-p"),
  ];
  return {
    values: Object.assign({}, ...sources.map(({ values }) => values)),
    origins: Object.assign({}, ...sources.map(({ origins }) => origins)),
  };
}

const NONE: GivenParameters = { values: {}, origins: {} };

function fromEnvironment(env: NodeJS.ProcessEnv): GivenParameters {
  const given = Object.entries(env).filter(([name]) => name.startsWith(PARAMETER_VARIABLE));
  const values = given.map(([name, text]) => [name.slice(PARAMETER_VARIABLE.length), text]);
  return named(Object.fromEntries(values), (name) => PARAMETER_VARIABLE + name);
}

function fromFile(file: string): GivenParameters {
  const source = new YamlSource("assay run --params", file, textOf(file));
  const content = source.toJS();
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    source.fail([], "the file must hold one value per parameter name", { received: content });
  }
  return named(content as Values, (name) => `${file}, line ${source.lineOf([name])}`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return fail("assay run --params", `can not be read: ${(error as Error).message}`, { received: file });
  }
}

function named(values: Values, origin: (name: string) => string): GivenParameters {
  return { values, origins: Object.fromEntries(Object.keys(values).map((name) => [name, origin(name)])) };
}
