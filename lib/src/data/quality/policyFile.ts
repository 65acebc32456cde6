import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { YamlSource } from "../../core/index.js";
import { overridesSchema, type QualityOverrides } from "./policy.js";

const FILE = "config/quality.yaml";

const schema = overridesSchema.extend({ datasets: z.record(z.string(), overridesSchema).optional() });

/** What `config/quality.yaml` says: overrides of the defaults, for all datasets and for single ones. */
export interface QualityFile extends QualityOverrides {
  datasets?: Readonly<Record<string, QualityOverrides>>;
}

/** The overrides in a YAML file; none for a file that is not there. What breaks the schema is one error. */
export function readQualityPolicy(path: string): QualityFile {
  if (!existsSync(path)) return {};
  const source = new YamlSource("data.quality", FILE, readFileSync(path, "utf8"));
  return source.toJS() === null ? {} : (source.read(schema) as QualityFile);
}

/** The overrides for one dataset, the weakest first. */
export function overridesFor(file: QualityFile, dataset: string): QualityOverrides[] {
  const { datasets, ...all } = file;
  return [all, datasets?.[dataset] ?? {}];
}
