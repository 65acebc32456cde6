import type { Showable } from "../../core/index.js";
import { Sheet } from "../../plot/index.js";
import type { FactorReportData } from "../reportData.js";
import { cards } from "./cards.js";
import { coverageFigure, cumulativeFigure, decayFigure, icFigure, quantileFigure } from "./figures.js";
import { inferenceTable } from "./inferenceTable.js";
import { summaryTable } from "./summaryTable.js";
import { lossTable, quantileTable, turnoverTable } from "./tables.js";
import { headline, sourceText, strongest } from "./words.js";

/** Everything about one factor, top to bottom: finding, numbers, charts, what was lost. */
export function tearSheet(report: FactorReportData): Sheet {
  const at = strongest(report.horizons);
  const items: Showable[] = [cards(at), summaryTable(report, "By horizon"), icFigure(report, at)];
  if (report.horizons.length > 1) items.push(decayFigure(report));
  items.push(inferenceTable(report));
  items.push(
    quantileFigure(report, at),
    quantileTable(report),
    cumulativeFigure(report),
    turnoverTable(report),
    lossTable(report),
    coverageFigure(report),
  );
  const entry = report.delay > 0 ? `; entry ${report.delay} sessions after the factor` : "";
  const formula =
    report.factor.formula && report.factor.formula !== report.factor.name
      ? `${report.factor.formula} · `
      : "";
  return new Sheet({ title: headline(report), subtitle: `${formula}${sourceText(report)}${entry}`, items });
}
