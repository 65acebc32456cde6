import { sha256 } from "../../core/index.js";

/** The address of a study's page; names that differ in a sign only have different ones. */
export function studyPath(study: string): string {
  const plain = study
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return `studies/${plain.slice(0, 48).replace(/^-+|-+$/g, "") || "study"}-${sha256(study).slice(0, 6)}.html`;
}
