import { Command } from "commander";
import { get, library, set, table } from "../../factors/index.js";
import type { Context } from "../context.js";

/** `assay factors list|show`: the factor library. */
export function factorsCommand({ output }: Context): Command {
  const factors = new Command("factors").description("the factor library");
  factors
    .command("list")
    .description("name, formula, unit, look-back and source of each factor")
    .option("--set <name>", "only a named set, e.g. core")
    .action((options: { set?: string }) => {
      const shown = options.set === undefined ? library : set(options.set);
      const plain = shown.map(({ factor, ...rest }) => ({
        name: factor.name,
        formula: factor.formula,
        lookback: factor.lookback,
        hash: factor.hash,
        ...rest,
      }));
      output.result(table(options.set), { factors: plain });
    });
  factors
    .command("show <name>")
    .description("one factor: formula, look-back, fields, expression")
    .action((name: string) => {
      const factor = get(name);
      output.result(factor, {
        ...factor.toJSON(),
        formula: factor.formula,
        lookback: factor.lookback,
        hash: factor.hash,
      });
    });
  return factors;
}
