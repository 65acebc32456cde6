import { basename, join, resolve } from "node:path";
import { checkKeys, fail } from "../../core/index.js";
import { type Leaderboard, listStudies, readRun } from "../../tracking/index.js";
import { COMPARE_SCRIPT } from "./client/compareScript.js";
import { INDEX_SCRIPT } from "./client/indexScript.js";
import { comparedRun } from "./comparedRun.js";
import { comparePage, comparisonPage, comparisonPath } from "./comparePages.js";
import { indexPages } from "./indexPages.js";
import { leaderboardPage } from "./leaderboardPage.js";
import { RunPages } from "./runPages.js";
import { SiteFolder } from "./siteFolder.js";
import { type SiteRun, type SiteRuns, siteRuns } from "./siteRun.js";
import { SITE_STYLE } from "./siteStyle.js";
import { studiesPage } from "./studiesPage.js";
import { studyPage } from "./studyPage.js";
import { studyPath } from "./studyPath.js";

export interface SiteOptions {
  /** Folder of the site; what is there must be a site or empty. Default: `output/site` of the project. */
  out?: string;
  /** Only runs for which this holds, in SQL over the table `wide` of `queryRuns`. Default all. */
  where?: string;
  /** Ids of 2 to 6 runs that get a page side by side, which needs no script. Such a page stays for later builds. */
  compare?: readonly string[];
}

/** What was built. */
export interface BuiltSite {
  readonly out: string;
  readonly runs: number;
  /** Runs whose pages were written anew; the others were as before. */
  readonly written: number;
  readonly studies: number;
  readonly unreadable: number;
  /** Path of the comparison that was asked for. */
  readonly comparison: string | null;
}

/**
 * A static site for reviewers from the records of the project at `root`: an index with filters, a page for each run and study,
 * a leaderboard, comparisons side by side. It works from files as well as from a server, and loads nothing from a network. Runs
 * that have not changed are not rendered again. The site before stays until the new one is whole.
 *
 * @throws when the folder holds something else, or `compare` names runs that are not there
 */
export async function buildSite(root: string, options: SiteOptions = {}): Promise<BuiltSite> {
  const who = "report.buildSite";
  checkKeys(who, options, ["out", "where", "compare"]);
  const { out = join(root, "output", "site"), where, compare } = options;
  if (compare && (compare.length < 2 || compare.length > 6)) {
    fail(who, "compare needs 2 to 6 runs", { received: compare.length });
  }
  const asked = compare?.map((id) => basename(readRun(root, id).directory));
  const found = await siteRuns(root, where);
  const site = new SiteFolder(resolve(out));
  try {
    return build(root, { site, found, asked });
  } catch (error) {
    site.abandon();
    throw error;
  }
}

function build(
  root: string,
  { site, found, asked }: { site: SiteFolder; found: SiteRuns; asked: readonly string[] | undefined },
): BuiltSite {
  const pages = new RunPages(site, found.runs);
  const unreadable = [...found.unreadable];
  const runs = found.runs.filter((run) => {
    try {
      pages.add(run);
      return true;
    } catch (error) {
      unreadable.push({ runId: run.id, reason: (error as Error).message });
      return false;
    }
  });
  const comparisons = writeComparisons(site, runs, asked);
  const studies = writeStudies(root, site, { runs, board: found.board });
  const files = {
    ...indexPages({ runs, unreadable }),
    "leaderboard.html": leaderboardPage(found.board, runs),
    "compare.html": comparePage(),
    "index.js": INDEX_SCRIPT,
    "compare.js": COMPARE_SCRIPT,
    "site.css": SITE_STYLE,
  };
  for (const [path, content] of Object.entries(files)) site.write(path, content);
  site.publish({ runs: pages.keys, comparisons });
  return {
    out: site.out,
    runs: runs.length,
    written: pages.written,
    studies,
    unreadable: unreadable.length,
    comparison: asked ? join(site.out, comparisonPath(asked)) : null,
  };
}

function writeStudies(
  root: string,
  site: SiteFolder,
  { runs, board }: { runs: readonly SiteRun[]; board: Leaderboard },
): number {
  const studies = listStudies(root).studies.filter(({ study }) =>
    runs.some(({ view }) => view.head.study === study),
  );
  for (const study of studies) {
    const own = runs.filter(({ view }) => view.head.study === study.study);
    site.write(studyPath(study.study), studyPage(study, own, board.ofStudy(study.study)));
  }
  site.write("studies.html", studiesPage(studies));
  return studies.length;
}

/** The comparisons that were ever asked for and whose runs are still there. */
function writeComparisons(
  site: SiteFolder,
  runs: readonly SiteRun[],
  asked: readonly string[] | undefined,
): (readonly string[])[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const missing = asked?.find((id) => !byId.has(id));
  if (missing !== undefined)
    fail("report.buildSite", "a run to compare is not on the site", { received: missing });
  const all = new Map(
    [...(site.before?.comparisons ?? []), ...(asked ? [asked] : [])].map((ids) => [comparisonPath(ids), ids]),
  );
  const kept: (readonly string[])[] = [];
  for (const [path, ids] of all) {
    const chosen = ids.flatMap((id) => byId.get(id) ?? []);
    if (chosen.length < ids.length) continue;
    site.write(path, comparisonPage(chosen.map((run) => comparedRun(run))));
    kept.push(ids);
  }
  return kept;
}
