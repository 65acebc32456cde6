import { fail } from "../core/index.js";

/** `name=value` options, repeated, as a record. A later one replaces an earlier one of the same name. */
export function collectPair(option: string) {
  return (text: string, pairs: Record<string, string> = {}): Record<string, string> => {
    const at = text.indexOf("=");
    if (at < 1) fail(`assay ${option}`, "must be written name=value", { received: text });
    return { ...pairs, [text.slice(0, at)]: text.slice(at + 1) };
  };
}
