import { Command } from "commander";
import { checkNumber, counted, projectRoot, relativePath } from "../../core/index.js";
import { type BuiltSite, buildSite, type ServedSite, serveSite } from "../../report/index.js";
import type { Context } from "../context.js";
import { integerOption } from "../numberOption.js";

interface Options {
  readonly out?: string;
  readonly where?: string;
  readonly compare?: string[];
  readonly serve?: boolean;
  readonly port: number;
}

/** `assay site`: a static site for reviewers from the records of past runs. */
export function siteCommand({ output }: Context): Command {
  return new Command("site")
    .description("build a static review site from the records of past runs")
    .option("--out <folder>", "where; by default output/site")
    .option("--where <condition>", "only these runs, in SQL, e.g. \"study = 'momentum-2026'\"")
    .option("--compare <run...>", "also a page with these 2 to 6 runs side by side, without script")
    .option("--serve", "then serve it to browsers on this machine, until Ctrl-C")
    .option(
      "--port <n>",
      "with --serve; 0 is any that is free",
      integerOption("assay site", "--port", 0),
      8040,
    )
    .action(async ({ out, where, compare, serve, port }: Options) => {
      checkNumber("assay site", "--port", port, { max: 65_535 });
      const root = projectRoot();
      const site = await buildSite(root, { out, where, compare });
      output.result(summary(root, site), site);
      if (serve) await serveUntilStopped(await serveSite(site.out, { port }), (text) => output.message(text));
    });
}

function summary(root: string, { out, runs, written, studies, unreadable, comparison }: BuiltSite): string {
  return [
    `${counted(runs, "run")}, ${written} of them written anew, ${counted(studies, "study", "studies")}${unreadable > 0 ? `, ${unreadable} unreadable` : ""}`,
    `site        ${relativePath(root, out)}/index.html`,
    ...(comparison ? [`comparison  ${relativePath(root, comparison)}`] : []),
  ].join("\n");
}

async function serveUntilStopped(site: ServedSite, say: (text: string) => void): Promise<void> {
  say(`serving ${site.address} (Ctrl-C ends)`);
  await new Promise<void>((resolve) => {
    const stop = () => resolve();
    process.once("SIGINT", stop).once("SIGTERM", stop);
  });
  await site.close();
}
