import { Command, Option } from "commander";
import { counted } from "../../core/index.js";
import { openLake } from "../../data/index.js";
import { type KeptFactor, openFactorStore } from "../../factors/index.js";
import { exitCodeOf, showProgress } from "../../notebook/index.js";
import { type ChoiceOptions, chosenFactors, dialectOption, setOption } from "../chosenFactors.js";
import type { Context } from "../context.js";
import { integerOption } from "../numberOption.js";

interface Named {
  readonly dataset?: string;
}

/** `assay factors store …`: evaluated factors that are kept in the lake, their versions, and whether they are intact. */
export function factorStoreCommand(context: Context): Command {
  const store = new Command("store").description(
    "evaluated factors in the lake: list, compute, show, diff, rollback, verify, gc",
  );
  addCompute(store, context);
  addVersions(store, context);
  addUpkeep(store, context);
  return store;
}

interface ComputeOptions extends ChoiceOptions {
  readonly dataset: string;
  readonly threads: number;
}

/** What the command says of one factor. */
type Told = Pick<KeptFactor, "how" | "reason" | "warnings"> & Readonly<Record<"name" | "key", string>>;

function addCompute(store: Command, { output }: Context): void {
  store
    .command("compute [factors...]")
    .description("read, extend or compute formulas, library factors or a set, and keep them")
    .requiredOption("--dataset <name>", "dataset of the lake")
    .addOption(setOption())
    .addOption(dialectOption())
    .addOption(
      new Option("--threads <n>", "worker threads, for many factors")
        .argParser(integerOption("assay factors store compute", "--threads"))
        .default(1),
    )
    .action(async (texts: readonly string[], { dataset, threads, ...choice }: ComputeOptions) => {
      const factors = chosenFactors(texts, choice);
      const market = await openLake().market(dataset, { events: factors });
      const onProgress = showProgress(dataset);
      const done: Told[] = [];
      for await (const stored of openFactorStore().update(market, factors, { threads, onProgress })) {
        const { factor, how, reason, warnings, entry } = stored;
        for (const warning of warnings) output.message(`${factor.name}: damaged entry ${warning}`);
        done.push({ name: factor.name, how, reason, key: entry.key, warnings });
      }
      const count = (how: string) => done.filter((each) => each.how === how).length;
      const told = `${count("stored")} read, ${count("extended")} extended, ${count("computed")} computed`;
      output.result(told, { dataset, factors: done });
    });
}

function addVersions(store: Command, { output }: Context): void {
  const which = ["--dataset <name>", "where several datasets have it"] as const;
  store
    .command("list")
    .description("every stored factor: current version, span, formula")
    .action(() => {
      const all = openFactorStore();
      output.result(all, { factors: all.histories() });
    });
  store
    .command("show <name> [version]")
    .description("a version, by default the current one: what it was computed from, and its last values")
    .option(...which)
    .action((name: string, version: string | undefined, { dataset }: Named) => {
      const all = openFactorStore();
      const { instants, symbols, ...entry } = all.describe(name, { version, dataset });
      const panel = all.read(name, { version, dataset });
      const how = entry.how === "computed" ? "computed whole" : `extended, read from ${entry.how.readFrom}`;
      const lines = [
        entry.factor.formula,
        `${how} at ${entry.at}, engine ${entry.engine}`,
        `key ${entry.key}`,
      ];
      const plain = { ...entry, dates: instants.length, symbols: symbols.length };
      output.result([...lines, panel.toText()].join("\n"), {
        ...plain,
        history: all.history(name, dataset),
      });
    });
  store
    .command("diff <name>")
    .description("which dates, symbols and values differ between two versions, and why")
    .requiredOption("--from <version>", "v1, v2, …")
    .option("--to <version>", "by default the current one")
    .option(...which)
    .action((name: string, options: { from: string; to?: string; dataset?: string }) => {
      const diff = openFactorStore().diff(name, options);
      const { addedDates, removedDates, addedSymbols, removedSymbols, compared, changed, changes, causes } =
        diff;
      const shape = { addedDates, removedDates, addedSymbols, removedSymbols };
      output.result(diff, { name, ...shape, compared, changed, changes, causes });
    });
  store
    .command("rollback <name> <version>")
    .description("make an older version the current one")
    .option(...which)
    .action((name: string, version: string, options: Named) => {
      const { key } = openFactorStore().rollback(name, version, options.dataset);
      output.result(`${name}: ${version} is current`, { name, version, key });
    });
}

function addUpkeep(store: Command, { output, exit }: Context): void {
  store
    .command("verify")
    .description("read and re-hash everything that is stored")
    .action(() => {
      const check = openFactorStore().verify();
      output.result(check, { ok: check.ok, checked: check.checked, problems: check.problems });
      if (!check.ok) exit(exitCodeOf({ status: "failed" }));
    });
  store
    .command("gc")
    .description("delete old versions and what no version needs")
    .option(
      "--keep <n>",
      "versions of each factor that stay, beside the current one; default all",
      integerOption("assay factors store gc", "--keep"),
    )
    .action(({ keep }: { keep?: number }) => {
      const collected = openFactorStore().collect({ keep });
      const { versions, files, bytes } = collected;
      output.result(
        `deleted ${counted(versions, "version")}, ${counted(files, "file")}, ${counted(bytes, "byte")}`,
        { ...collected },
      );
    });
}
