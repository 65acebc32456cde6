import type { Command } from "commander";
import type { Context } from "../context.js";

type Make = (context: Context) => Command;

/** The commands, each loaded only when it is asked for: a refused parameter should not wait for the lake to load. */
const LOADERS: Readonly<Record<string, () => Promise<Make>>> = {
  demo: async () => (await import("./demo.js")).demoCommand,
  ingest: async () => (await import("./ingest.js")).ingestCommand,
  data: async () => (await import("./data.js")).dataCommand,
  run: async () => (await import("./run.js")).runCommand,
  batch: async () => (await import("./batch.js")).batchCommand,
  runs: async () => (await import("./runs.js")).runsCommand,
  site: async () => (await import("./site.js")).siteCommand,
  factors: async () => (await import("./factors.js")).factorsCommand,
  new: async () => (await import("./new.js")).newCommand,
  init: async () => (await import("./init.js")).initCommand,
  doctor: async () => (await import("./doctor.js")).doctorCommand,
  lab: async () => (await import("./lab.js")).labCommand,
};

/** The command that `args` names; all of them when it names none, for the help page. */
export async function commandsFor(args: readonly string[], context: Context): Promise<Command[]> {
  const named = args.find((arg) => !arg.startsWith("-"));
  const loaders = named !== undefined && named in LOADERS ? [LOADERS[named]] : Object.values(LOADERS);
  const makers = await Promise.all(loaders.map((load) => load()));
  return makers.map((make) => make(context));
}
