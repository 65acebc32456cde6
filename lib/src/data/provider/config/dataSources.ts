import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { FREQUENCIES, fail, nearest, projectRoot, YamlSource } from "../../../core/index.js";

const WHO = "data.sources";
const FILE = "config/data_sources.yaml";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "write YYYY-MM-DD");

const symbols = z.union(
  [
    z.array(z.string()).nonempty(),
    z.strictObject({ file: z.string() }),
    z.strictObject({ dataset: z.string() }),
  ],
  'must be a list of texts, { file: … } or { dataset: … }; "TRUE", "NULL" and numbers need quotes',
);

const dataset = z.strictObject({
  symbols,
  frequency: z.enum(FREQUENCIES).default("1d"),
  from: day,
  providers: z.array(z.string()).nonempty(),
  calendar: z.string().default("XNYS"),
  /** Of bars within sessions: which of them are published; default extended. */
  hours: z.enum(["regular", "extended"]).optional(),
  look_back: z.number().int().nonnegative().default(5),
});

const provider = z.strictObject({
  plugin: z.string().optional(),
  /** Looked at by hand: a key that somebody wrote here by mistake must not be printed. */
  keys: z.unknown().optional(),
  base_url: z.unknown().optional(),
  rate: z.strictObject({ requests: z.number().int().positive(), seconds: z.number().positive() }).optional(),
  retries: z.number().int().nonnegative().optional(),
  timeout_seconds: z.number().positive().optional(),
});

const sections = z.strictObject({
  datasets: z.record(z.string(), z.unknown()).default({}),
  providers: z.record(z.string(), z.unknown()).default({}),
});

/** Where one dataset comes from. */
export type DatasetSource = z.infer<typeof dataset>;

/** How one provider is asked. */
export type ProviderSettings = Omit<z.infer<typeof provider>, "keys" | "base_url"> & {
  /** Name that the provider gives a key → environment variable. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly base_url?: string;
};

/** The content of `config/data_sources.yaml`. */
export interface DataSources {
  readonly datasets: Readonly<Record<string, DatasetSource>>;
  readonly providers: Readonly<Record<string, ProviderSettings>>;
}

/** Read where datasets come from; nothing for a file that is not there. What breaks the schema is one error. */
export function readDataSources(path = join(projectRoot(), FILE)): DataSources {
  if (!existsSync(path)) return { datasets: {}, providers: {} };
  const source = new YamlSource(WHO, FILE, readFileSync(path, "utf8"));
  if (source.toJS() === null) return { datasets: {}, providers: {} };
  const found = source.read(sections);
  const datasets = Object.keys(found.datasets).map((name) => {
    return [name, source.read(dataset, ["datasets", name])] as const;
  });
  const providers = Object.keys(found.providers).map((name) => {
    const { keys, base_url, ...rest } = source.read(provider, ["providers", name]);
    return [name, { ...rest, ...checkedKeys(name, keys), ...checkedUrl(name, base_url) }] as const;
  });
  return { datasets: Object.fromEntries(datasets), providers: Object.fromEntries(providers) };
}

/** The source of one dataset, or an error that names those there are. */
export function datasetSource({ datasets }: DataSources, name: string): DatasetSource {
  if (Object.hasOwn(datasets, name)) return datasets[name];
  const known = Object.keys(datasets);
  const near = nearest(name, known);
  return fail(WHO, `${FILE} has no dataset of this name; it has ${known.join(", ") || "none"}`, {
    received: name,
    fix: near ? `did you mean ${near}?` : "add it under datasets",
  });
}

function checkedKeys(provider: string, keys: unknown): { keys?: Record<string, string> } {
  if (keys === undefined) return {};
  const result = z.record(z.string(), z.string().regex(/^[A-Z][A-Z0-9_]*$/)).safeParse(keys);
  if (result.success) return { keys: result.data };
  return fail(WHO, `${FILE}, at providers.${provider}.keys: names of environment variables belong here`, {
    fix: "write NAME_OF_KEY: NAME_OF_VARIABLE; if a key stands there, take it out of the file and its history",
  });
}

function checkedUrl(provider: string, text: unknown): { base_url?: string } {
  if (text === undefined) return {};
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && !url.username && !url.password && !url.search && /^https?:$/.test(url.protocol);
  if (plain) return { base_url: url.href };
  return fail(
    WHO,
    `${FILE}, at providers.${provider}.base_url: an address without user, key or query is needed`,
  );
}
