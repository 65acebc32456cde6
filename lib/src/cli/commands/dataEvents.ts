import { type Command, Option } from "commander";
import { fail } from "../../core/index.js";
import { events, openLake } from "../../data/index.js";
import { keptHistory } from "../keptTables.js";
import type { Output } from "../output.js";
import { collectPair } from "../pairs.js";
import { showEvents, showKind, showKinds } from "../showEvents.js";

interface EventsOptions {
  readonly file?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly drop?: string;
  readonly option?: Record<string, string>;
  readonly keep: boolean;
}

const WHO = "assay data events";

/** `assay data events`: kinds of events, a check of a file of them, and the tables that the lake keeps. */
export function addEvents(data: Command, output: Output): void {
  const command = data
    .command("events")
    .description(
      "events and alternative data: the kinds that can be read, a check of a file, the tables that the lake keeps",
    )
    .addOption(
      new Option("--kind <kind>", "the format of the file; alone: what it holds").choices(
        events.EVENT_KINDS.map(({ name }) => name),
      ),
    )
    .option("--file <path>", "read this file: events, refused rows and why, span, delay until known")
    .option("--drop <columns>", "columns to leave out because they hold the future, e.g. 'ret_*,entry_*'")
    .option(
      "--option <name=value>",
      "another option of the reader, e.g. dateFormat=%d/%m/%Y; repeatable",
      collectPair("data events --option"),
    )
    .option("--name <name>", "name of the table and of its fields; default: the kind")
    .option("--keep", "keep the table in the lake, as the next version of its name", false)
    .action(async ({ file, kind, keep, ...options }: EventsOptions) => {
      if (file === undefined) {
        if (keep) fail(WHO, "--keep needs --file", { fix: "--file FILE --kind KIND --keep" });
        return kind === undefined ? showKinds(output) : showKind(output, kind);
      }
      if (kind === undefined)
        fail(WHO, "--file needs --kind", { fix: "npx assay data events lists the kinds" });
      const table = await tableOf(file, kind, options);
      const kept = keep
        ? await openLake().keep(table, { note: `${kind} from ${table.source?.name}` })
        : undefined;
      showEvents(output, table, kept);
    });
  command
    .command("history <name>")
    .description("every version of a kept table, oldest first")
    .action((name: string) => {
      const lake = openLake();
      output.result(keptHistory(name, lake.eventVersions(name)), {
        ...{ name, versions: lake.eventVersions(name) },
      });
    });
  command
    .command("rollback <name> <version>")
    .description("make an older version of a kept table the newest again; nothing is deleted")
    .action(async (name: string, version: string) => {
      const kept = await openLake().rollbackEvents(name, version);
      output.result(`events/${name} ${kept.version} has the content of ${version}`, { name, ...kept });
    });
}

async function tableOf(
  file: string,
  kind: string,
  { name, drop, option = {} }: Omit<EventsOptions, "file" | "kind" | "keep">,
): Promise<events.EventTable> {
  const given = Object.fromEntries(Object.entries(option).map(([key, text]) => [key, readOption(text)]));
  const table = await events.readKind(kind, file, {
    ...given,
    ...(drop !== undefined && { drop: drop.split(",").map((column) => column.trim()) }),
    ...(kind === "table" && { name: name ?? kind }),
  });
  return name === undefined ? table : table.named(name);
}

/** What is JSON is meant as such, all else is text. */
function readOption(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
