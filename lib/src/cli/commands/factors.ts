import { Command, Option } from "commander";
import { fail, nearest, TableView } from "../../core/index.js";
import {
  factorTable,
  type LibraryFactor,
  library,
  load,
  projectSets,
  setNames,
} from "../../factors/index.js";
import { setOption } from "../chosenFactors.js";
import type { Context } from "../context.js";
import { factorFacts, factorView } from "../factorView.js";
import { integerOption } from "../numberOption.js";
import { factorStoreCommand } from "./factorStore.js";
import { addCheck } from "./factorsCheck.js";
import { addEval } from "./factorsEval.js";

interface ListOptions {
  readonly set?: string;
  readonly match?: string;
  readonly reads?: string;
  readonly maxLookback?: number;
}

/** `assay factors list|sets|show|eval|check|store`: the library, sets of one's own, and factors written as text. */
export function factorsCommand(context: Context): Command {
  const { output } = context;
  const factors = new Command("factors").description("the factor library, sets and factors written as text");
  factors
    .command("list")
    .description("name, formula, unit, look-back and source of each factor")
    .addOption(setOption())
    .option("--match <text>", "only those with this text in name, title, definition, formula or source")
    .option("--reads <field>", "only those that read this market field, e.g. volume")
    .addOption(
      new Option("--max-lookback <sessions>", "only those that need no more history").argParser(
        integerOption("assay factors list", "--max-lookback", 0),
      ),
    )
    .action((options: ListOptions) => {
      const all = options.set === undefined ? library : load(options.set).entries;
      const shown = all.filter((entry) => isWanted(entry, options));
      const title = options.set === undefined ? "Factor library" : `Factor set ${options.set}`;
      output.result(factorTable(shown, title), { factors: shown.map(plain) });
    });
  factors
    .command("sets")
    .description("the sets of the library and of config/factors")
    .action(() => {
      const sets = [...setNames, ...projectSets()].map((name) => {
        const { description, entries } = load(name);
        const from = setNames.some((known) => known === name) ? "library" : `config/factors/${name}.yaml`;
        return { name, factors: entries.length, from, description };
      });
      const columns = (["name", "factors", "from", "description"] as const).map((key) => ({ key }));
      output.result(new TableView(sets, { title: "Sets of factors", columns }), { sets });
    });
  factors
    .command("show <names...>")
    .description("factors in full: formula in each dialect, look-back, fields, unit, source")
    .addOption(setOption())
    .action((names: string[], { set }: { set?: string }) => {
      const found = names.map((name) => entryOf(name, set));
      output.result(
        found.map((entry) => factorView(entry).toText()).join("\n\n"),
        found.length === 1 ? factorFacts(found[0]) : { factors: found.map(factorFacts) },
      );
    });
  addEval(factors, context);
  addCheck(factors, context);
  factors.addCommand(factorStoreCommand(context));
  return factors;
}

function isWanted(entry: LibraryFactor, { match, reads, maxLookback }: ListOptions): boolean {
  const { factor, title, doc, source } = entry;
  const text = [factor.name, title, doc, factor.formula, source].join("\n").toLowerCase();
  return (
    (match === undefined || text.includes(match.toLowerCase())) &&
    (reads === undefined || factor.fields.includes(reads)) &&
    (maxLookback === undefined || factor.lookback <= maxLookback)
  );
}

function plain({ name, factor, ...rest }: LibraryFactor) {
  return {
    name,
    formula: factor.formula,
    lookback: factor.lookback,
    hash: factor.hash,
    ...rest,
  };
}

/** The entry of this name in a set; by default in the library, then in the project's own sets. */
function entryOf(name: string, set: string | undefined): LibraryFactor {
  const named = ({ factor }: LibraryFactor) => factor.name === name;
  const found = set === undefined ? library.find(named) : load(set).entries.find(named);
  if (found) return found;
  const all =
    set === undefined
      ? [...library, ...projectSets().flatMap((own) => load(own).entries)]
      : load(set).entries;
  const near = nearest(
    name,
    all.map(({ factor }) => factor.name),
  );
  return (
    all.find(named) ??
    fail("assay factors show", "there is no such factor", {
      received: name,
      fix: near
        ? `did you mean ${near}?`
        : "assay factors list --match TEXT finds one, --set NAME looks in a set",
    })
  );
}
