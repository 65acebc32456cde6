import { Command, CommanderError } from "commander";
import { AssayError, libraryVersion } from "../core/index.js";
import { commandsFor } from "./commands/index.js";
import type { Context } from "./context.js";
import { Output } from "./output.js";

/** Run the command line; returns the exit code and never throws. */
export async function main(args: readonly string[]): Promise<number> {
  const output = new Output(args.includes("--json"));
  const exitCode = await execute(args, output);
  const lost = await output.lost();
  if (!lost) return exitCode;
  output.message(`assay: cannot write the result: ${lost.message}`);
  return exitCode || (await exitCodeOf(lost));
}

async function execute(args: readonly string[], output: Output): Promise<number> {
  let exitCode = 0;
  const context: Context = {
    output,
    exit: (code) => {
      exitCode = code;
    },
  };
  const program = new Command("assay")
    .description("Assay tests trading signals: data, factors, IC, backtests and risk in tracked notebooks.")
    .version(libraryVersion())
    .option("--json", "print one JSON document on stdout; progress and messages go to stderr")
    .showHelpAfterError("(assay --help shows the commands)")
    .exitOverride();
  for (const command of await commandsFor(args, context)) program.addCommand(command);
  eachCommand(program, (command) => {
    command.exitOverride().configureHelp({ sortSubcommands: false });
    const acts = command.commands.length === 0 || command.options.length > 0;
    if (command !== program && acts) {
      command.option("--json", "print one JSON document on stdout");
    }
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      const usage = new AssayError("assay", error.message.replace(/^error: /, ""));
      if (output.json) output.error(usage);
      return exitCodeOf(usage);
    }
    output.error(error);
    return exitCodeOf(error);
  }
}

/** The room of notebooks is loaded only when there is an error to judge. */
async function exitCodeOf(error: unknown): Promise<number> {
  const notebook = await import("../notebook/index.js");
  return notebook.exitCodeOf(error);
}

function eachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) eachCommand(child, visit);
}
