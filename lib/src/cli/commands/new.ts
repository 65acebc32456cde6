import { relative } from "node:path";
import { Command } from "commander";
import { projectRoot } from "../../core/index.js";
import { newNotebook, notebookTemplates } from "../../notebook/index.js";
import type { Context } from "../context.js";

/** `assay new TEMPLATE NAME`: a dated notebook in `notebooks/`, framed as research. */
export function newCommand({ output }: Context): Command {
  return new Command("new")
    .description(
      "make a dated notebook in notebooks/ from a template: hypothesis, set-up, run, evaluation, decision",
    )
    .argument("<template>", "research, blank, a template of the project, or the path of an .ipynb")
    .argument("<name...>", "what it is about, e.g. momentum in small caps")
    .addHelpText("after", () => `\nTemplates: ${notebookTemplates(projectRoot()).join(", ")}`)
    .action(async (template: string, words: string[]) => {
      const root = projectRoot();
      const path = relative(process.cwd(), await newNotebook({ template, name: words.join(" "), root }));
      output.result(`${path}\nopen it: npx assay lab ${path}\nrun it:  npx assay run ${path}`, { path });
    });
}
