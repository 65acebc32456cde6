/** What stands where a key stood. */
const REMOVED = "[key]";

/** Texts shorter than this are no keys: taking them out would damage what is left. */
const SHORTEST = 4;

/** Takes keys out of texts, also where they are percent-encoded or base64. */
export class Secrets {
  readonly #forms = new Set<string>();

  add(key: string): void {
    if (key.length < SHORTEST) return;
    for (const form of [
      key,
      encodeURIComponent(key),
      JSON.stringify(key).slice(1, -1),
      Buffer.from(key).toString("base64"),
    ]) {
      this.#forms.add(form);
    }
  }

  removeFrom(text: string): string {
    let clean = text;
    for (const form of this.#forms) clean = clean.replaceAll(form, REMOVED);
    return clean;
  }
}
