import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { fail, nearest, projectRoot } from "../../../core/index.js";
import type { Lake } from "../../lake/lake.js";
import { PROVIDERS } from "../adapters/index.js";
import type { ClientOptions } from "../client/clientOptions.js";
import type { Provider } from "../provider.js";
import type { DataSources } from "./dataSources.js";

const WHO = "data.sources";

/** Providers by name: those of Assay, and plugins that the project names. */
export function providersOf(names: readonly string[], sources: DataSources): Promise<Provider[]> {
  return Promise.all(names.map((name) => providerOf(name, sources)));
}

/** The providers that the versions of a dataset came from, as far as they still have a name. */
export async function deliverersOf(lake: Lake, dataset: string, sources: DataSources): Promise<Provider[]> {
  if (!lake.datasets().includes(dataset)) return [];
  const delivered = lake.history(dataset).filter(({ source }) => source.kind === "provider");
  const names = new Set(delivered.flatMap(({ source }) => source.name.split(", ")));
  const known = [...PROVIDERS.map(({ name }) => name), ...Object.keys(sources.providers)];
  return providersOf(
    [...names].filter((name) => known.includes(name)),
    sources,
  );
}

async function providerOf(name: string, { providers }: DataSources): Promise<Provider> {
  const plugin = providers[name]?.plugin;
  if (plugin !== undefined) return loadPlugin(name, plugin);
  const known = PROVIDERS.find((provider) => provider.name === name);
  if (known) return known;
  const names = [...PROVIDERS.map((provider) => provider.name), ...Object.keys(providers)];
  const near = nearest(name, names);
  return fail(WHO, `no provider of this name; there are ${[...new Set(names)].sort().join(", ")}`, {
    received: name,
    fix: near ? `did you mean ${near}?` : "name your own under providers, with plugin: FILE",
  });
}

/** A provider of the project's own: the default export of a module. */
async function loadPlugin(name: string, plugin: string): Promise<Provider> {
  const module: unknown = await import(pathToFileURL(resolve(projectRoot(), plugin)).href).catch(
    (cause: unknown) =>
      fail(WHO, `the plugin of ${name} cannot be loaded: ${cause instanceof Error ? cause.message : cause}`, {
        received: plugin,
        cause,
      }),
  );
  const { default: provider } = module as { default?: Provider };
  if (provider?.name === name && provider.facts && typeof provider.bars === "function") return provider;
  return fail(WHO, `the default export of a plugin must be a Provider with the name ${name}`, {
    received: plugin,
  });
}

/** How the project wants one provider to be asked. */
export function clientOptionsOf({ name }: Provider, { providers }: DataSources): ClientOptions {
  const { keys, base_url, rate, retries, timeout_seconds } = providers[name] ?? {};
  return {
    ...(keys && { keys }),
    ...(base_url && { baseUrl: base_url }),
    ...(rate && { rate }),
    ...(retries !== undefined && { retries }),
    ...(timeout_seconds !== undefined && { timeoutMs: timeout_seconds * 1000 }),
  };
}
