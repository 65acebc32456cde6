import type { JsonValue } from "./record.js";

const SECRET_WORDS = /^(secret|token|password|passwd|passphrase|credentials?|apikey)$/;
const SECRET_KEYS = /^(api|access|private|signing|encryption) key$/;
const SECRET_FILE =
  /(^|\/)(\.env(\..+)?|\.npmrc|\.netrc|\.pgpass|id_(rsa|dsa|ecdsa|ed25519)|.+\.(pem|key|p12|pfx|keystore))$/i;

/** Well-known forms of credentials: cloud and code-host tokens, private keys, passwords in addresses. */
const SECRET_FORMS = [
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{30,}\b/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bnpm_[A-Za-z0-9]{30,}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
  /(?<=[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/gi,
];

/** What stands in the place of a value that looks like a secret. */
export const REDACTED = "[redacted]";

/** Is a value of this name usually a credential? By words: `apiKey` and `DB_PASSWORD` are, `tokenizer` is not. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word, i) => SECRET_WORDS.test(word) || SECRET_KEYS.test(`${word} ${words[i + 1]}`));
}

/** Does a file of this name usually hold credentials (`.env`, private keys, package-registry logins)? */
export function isSecretFile(path: string): boolean {
  return SECRET_FILE.test(path);
}

/** `text` without the values of secret-named environment variables and without well-known forms of credentials. */
export function redactText(text: string): string {
  return redactCounted(text).text;
}

/** Like {@link redactText}, with the number of replacements. A replacement never adds or removes a line break. */
export function redactCounted(text: string): { text: string; redactions: number } {
  let redactions = 0;
  const count = (found: string) => {
    redactions++;
    return found.split("\n").fill(REDACTED).join("\n");
  };
  let out = text;
  for (const value of secretValues()) out = out.replaceAll(value, count);
  for (const form of SECRET_FORMS) out = out.replace(form, count);
  return { text: out, redactions };
}

/** A copy of `value` in which secrets, and everything under a secret-sounding key, are replaced. */
export function redactJson(value: JsonValue, key = ""): JsonValue {
  if (value === null || value === undefined || typeof value === "boolean") return value;
  if (typeof value === "string" && isSecretName(key)) return REDACTED;
  if (typeof value === "string") return redactText(value);
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => redactJson(item, key));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactJson(item, name)]));
}

/** Longest first, so that a secret that contains another one goes whole. Very short values would redact words. */
function secretValues(): string[] {
  return Object.entries(process.env)
    .filter(([name, value]) => isSecretName(name) && value !== undefined && value.length >= 8)
    .map(([, value]) => value as string)
    .sort((a, b) => b.length - a.length);
}
