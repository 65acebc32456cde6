import { join } from "node:path";
import { DAY_MS } from "../../core/index.js";
import { EVER } from "../dateSpan.js";
import type { Database } from "../duckdb/database.js";
import type { Draft } from "../lake/draft.js";
import type { ManifestEntry } from "../lake/manifest.js";
import type { Counts } from "../quality/inspect.js";
import { findFiles } from "../source/files.js";
import type { AppendingBars } from "./appendingBars.js";
import { type BarDelivery, pathOfBars, sourceInfo } from "./barDelivery.js";
import { type FilesOfBars, filesOfBars, symbolsIn } from "./barFilesOf.js";
import { openBarSource } from "./barSource.js";
import { describedBars, lastBar, partitionsWith } from "./describedBars.js";
import { findLate } from "./findLate.js";
import { planBars } from "./ingestBarsOptions.js";
import { clockOf, judgeBars } from "./judgeBars.js";
import { createQuarantine, keepMalformed, spillQuarantine, writeQuarantine } from "./quarantineBars.js";
import { createSessions, datesAround } from "./sessionsTable.js";
import { sortBars } from "./sortBars.js";
import { surveyOf } from "./survey.js";
import { addContent, type YearContent } from "./writePiece.js";
import { writeTails } from "./writeTails.js";

/** Judge delivered bars, write what is new or restated, and describe the next version; `undefined` when there is nothing. */
export async function stageAppended(
  db: Database,
  path: BarDelivery,
  job: AppendingBars,
): Promise<Draft | undefined> {
  const { last, options, root, staging } = job;
  const plan = planBars(options);
  const source = await openBarSource(db, findFiles(pathOfBars(path)), options);
  const survey = await surveyOf(db, source, { ...options, pieceRows: Infinity });
  await createQuarantine(db);
  const delivered = survey.rows + (await keepMalformed(db, source));
  await createSessions(db, plan.calendar, datesAround(survey.from - DAY_MS, survey.to + DAY_MS));
  const clock = clockOf(plan, source, { survey, timeFormat: options.timeFormat });
  let inOrder = true;
  for (const piece of survey.pieces) inOrder = await judgeBars(db, piece, { plan, source, clock });
  const late = await findLate(db, job);
  const years = new Map<number, YearContent>();
  if (late.rows > 0) await addLate(db, years);
  const symbols = await sortBars(db, inOrder);
  await addContent(db, symbols, years);
  const spilled = join(staging, "spill/quarantine.parquet");
  await spillQuarantine(db, spilled);
  const quarantine = await writeQuarantine(db, staging, [spilled]);
  if (years.size === 0 && Object.keys(quarantine.quarantined).length === 0) return undefined;
  const tails = await writeTails(db, job);
  const partitions = partitionsWith(last.partitions ?? {}, years, (date) => late.dates.has(date));
  const rows = (entry: Pick<ManifestEntry, "partitions">) =>
    Object.values(entry.partitions ?? {}).reduce((sum, part) => sum + part.rows, 0);
  return {
    ...describedBars(
      {
        partitions,
        symbols:
          last.symbols + (await newSymbols(db, filesOfBars(root, last, EVER), [...symbols, ...late.symbols])),
        until: Math.max(Date.parse(last.intraday?.until ?? ""), lastBar(years)),
        change: { kind: "append", added: rows({ partitions }) - rows(last), restated: late.restated },
      },
      plan,
    ),
    kept: last.files.filter((file) => !tails.replaced.has(file.path)),
    delivered,
    quarantined: together(last.quarantined, quarantine.quarantined),
    source: await sourceInfo(source.files, path),
    columns: source.columns,
    written: [...tails.written, ...quarantine.files],
  };
}

/** The content that late bars add, without that of the bars which they replace. */
async function addLate(db: Database, years: Map<number, YearContent>): Promise<void> {
  const before = new Map<number, YearContent>();
  await addContent(db, await sortBars(db, false, "replaced"), before);
  await addContent(db, await sortBars(db, false, "late"), years);
  for (const [year, { sum }] of before) years.get(year)?.sum.less(sum);
}

async function newSymbols(
  db: Database,
  { bySymbol, tails, late }: FilesOfBars,
  symbols: readonly string[],
): Promise<number> {
  const known = new Set([...bySymbol.keys(), ...(await symbolsIn(db, [...tails, ...late]))]);
  return [...new Set(symbols)].filter((symbol) => !known.has(symbol)).length;
}

function together(a: Counts, b: Counts): Counts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
