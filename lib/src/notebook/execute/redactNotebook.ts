import { isSecretName, type JsonValue, REDACTED, redactJson } from "../../tracking/index.js";
import type { PapermillNotebook } from "./metadata.js";
import type { Notebook } from "./nbformat.js";

/**
 * A copy of a notebook to be kept: without values of secret-named environment variables and parameters and without
 * well-known forms of credentials, in sources, outputs and metadata.
 */
export function redactNotebook(notebook: Notebook): Notebook {
  const copy = redactJson(notebook as unknown as JsonValue) as unknown as Notebook;
  const secrets = secretParameters(notebook);
  if (secrets.length === 0) return copy;
  return JSON.parse(JSON.stringify(copy), (_, value: unknown) =>
    typeof value === "string"
      ? secrets.reduce((text, secret) => text.replaceAll(secret, REDACTED), value)
      : value,
  ) as Notebook;
}

/** Longest first. Very short values would redact words. */
function secretParameters({ metadata }: Notebook): string[] {
  const { parameters = {} } = (metadata.papermill ?? {}) as Partial<PapermillNotebook>;
  return Object.entries(parameters)
    .flatMap(([name, value]) =>
      isSecretName(name) && typeof value === "string" && value.length >= 4 ? [value] : [],
    )
    .sort((a, b) => b.length - a.length);
}
