import type { Notebook, NotebookCell } from "../execute/nbformat.js";

export interface FrameOptions {
  /** Heading of the notebook. */
  title: string;
  /** A line under the heading: date, origin. */
  subtitle: string;
  /** What the notebook's run is called. */
  runName: string;
}

const HYPOTHESIS = `## Hypothesis

*What should hold, and why? What result would refute it? Written before the first look at a result.*`;

const DECISION = `## Decision

*Adopt, reject, or look further: what was seen, what speaks against it, what is next.*`;

/**
 * A template as a piece of research: its title becomes `title`, its run is called `runName`. A template that has no
 * hypothesis of its own stands between a hypothesis and a decision, its introduction under the heading Set-up.
 */
export function researchFrame(notebook: Notebook, { title, subtitle, runName }: FrameOptions): Notebook {
  const heading = markdown("research-title", `# ${title}\n\n*${subtitle}*`);
  const cells = notebook.cells.map((cell) => ({ ...cell, source: withRunName(cell.source, runName) }));
  const [first, ...rest] = cells;
  const [, oldTitle, introduction] = /^# (.*)\n*([\s\S]*)$/.exec(first?.source ?? "") ?? [];
  const body = oldTitle === undefined ? cells : rest;
  if (cells.some(({ source }) => /^## Hypothesis/m.test(source))) {
    return { ...notebook, cells: [heading, ...body] };
  }
  const setUp = markdown(
    "research-set-up",
    ["## Set-up", oldTitle && introduction].filter(Boolean).join("\n\n"),
  );
  const hypothesis = markdown("research-hypothesis", HYPOTHESIS);
  const decision = markdown("research-decision", DECISION);
  return { ...notebook, cells: [heading, hypothesis, setUp, ...body, decision] };
}

const markdown = (id: string, source: string): NotebookCell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});

const withRunName = (source: string, name: string) =>
  source.replace(/(startRun\(\{\s*name:\s*)"[^"]*"/, `$1${JSON.stringify(name)}`);
