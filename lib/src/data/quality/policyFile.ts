import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { fail } from "../../core/index.js";
import type { QualityPolicy } from "./policy.js";

const fraction = z.number().nonnegative();

/** `config/quality.yaml`: snake_case keys, every one optional, unknown ones refused. */
const schema = z
  .strictObject({
    ohlc_tolerance: fraction.optional(),
    spike: fraction.optional(),
    spike_return: fraction.optional(),
    large_move: fraction.optional(),
  })
  .transform(
    ({ ohlc_tolerance, spike, spike_return, large_move }): Partial<QualityPolicy> =>
      Object.fromEntries(
        Object.entries({
          ohlcTolerance: ohlc_tolerance,
          spike,
          spikeReturn: spike_return,
          largeMove: large_move,
        }).filter(([, value]) => value !== undefined),
      ),
  );

/** The thresholds in a YAML file; none for a file that is not there. What breaks the schema is one error. */
export function readQualityPolicy(path: string): Partial<QualityPolicy> {
  if (!existsSync(path)) return {};
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch (cause) {
    fail("data.quality", `is not YAML: ${(cause as Error).message}`, { received: path, cause });
  }
  const result = schema.safeParse(content ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
  return fail("data.quality", `config/quality.yaml${where}: ${issue.message}`, { received: content });
}
