import { codeSha256, sha256 } from "../../core/index.js";

let known: string | undefined;

/**
 * What the digits of a result depend on beside expression and data: the code of the factor language and of the
 * kernels, and the version of the JavaScript engine (its exponentials, and the powers that the kernels leave to it).
 * SHA-256, first 16 hex digits.
 */
export function engineId(): string {
  known ??= sha256(process.versions.v8, codeSha256(["expr", "core"])).slice(0, 16);
  return known;
}
