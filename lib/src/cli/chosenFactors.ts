import { Option } from "commander";
import { fail } from "../core/index.js";
import { type DialectName, dialectNames, Factor } from "../expr/index.js";
import { factorNames, get, load } from "../factors/index.js";

/** How a command is told which factors are meant, beside their texts. */
export interface ChoiceOptions {
  readonly set?: string;
  readonly dialect: DialectName;
}

export const setOption = (): Option =>
  new Option("--set <name>", "the factors of a set: of the library, of config/factors, or a YAML file");

export const dialectOption = (): Option =>
  new Option("--dialect <name>", "whose syntax the texts are in").choices(dialectNames).default("assay");

/**
 * The factors that a command is given: each text is a formula, the name of a library factor or a YAML file; then those
 * of `--set`. A name that stands twice is an error.
 */
export function chosenFactors(texts: readonly string[], { set, dialect }: ChoiceOptions): readonly Factor[] {
  const chosen = [
    ...texts.flatMap((text) => meantBy(text, dialect)),
    ...(set === undefined ? [] : load(set).factors),
  ];
  if (chosen.length === 0) {
    fail("assay factors", "say which factors", {
      fix: "a formula in quotes, a name, a YAML file or --set NAME",
    });
  }
  const names = new Set<string>();
  for (const { name } of chosen) {
    if (names.has(name)) fail("assay factors", "a factor can be given once", { received: name });
    names.add(name);
  }
  return chosen;
}

function meantBy(text: string, dialect: DialectName): readonly Factor[] {
  if (/\.ya?ml$/.test(text)) return load(text).factors;
  return [factorNames.includes(text) ? get(text) : Factor.parse(text, { dialect })];
}
