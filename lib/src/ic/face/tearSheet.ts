import type { Showable } from "../../core/index.js";
import { formatNumber } from "../../core/index.js";
import { Sheet } from "../../plot/index.js";
import type { DecayData } from "../decay/decayData.js";
import type { Exposure } from "../exposure/exposures.js";
import type { LongShort } from "../longShort/longShort.js";
import type { Monotonicity } from "../quantiles/monotonicity.js";
import type { FactorReportData } from "../reportData.js";
import { cards } from "./cards.js";
import { decayCurveFigure } from "./decayCurveFigure.js";
import { exposureTable } from "./exposureTable.js";
import { coverageFigure, decayFigure, icFigure, quantileFigure } from "./figures.js";
import { groupFigure, groupTable } from "./groupTables.js";
import { heldFigure } from "./heldFigure.js";
import { inferenceTable } from "./inferenceTable.js";
import { longShortTable } from "./longShortTable.js";
import { periodFigure } from "./periodFigure.js";
import { summaryTable } from "./summaryTable.js";
import { lossTable, quantileTable, turnoverTable } from "./tables.js";
import { headline, sessions, sourceText, strongest } from "./words.js";

/** What a tear sheet shows beside the report's own data, at the strongest horizon. */
export interface TearSheetParts {
  readonly longShort: LongShort;
  readonly monotonicity: Monotonicity;
  /** None where the market is not known. */
  readonly exposures: readonly Exposure[];
  /** Shown when given. */
  readonly decay?: DecayData;
}

/** Everything about one factor, top to bottom: finding, numbers, charts, what was lost. */
export function tearSheet(report: FactorReportData, parts: TearSheetParts): Sheet {
  const at = strongest(report.horizons);
  const items: (Showable | undefined)[] = [
    cards(at),
    summaryTable(report, "By horizon"),
    icFigure(report, at),
    periodFigure(report, at),
    report.horizons.length > 1 ? decayFigure(report) : undefined,
    parts.decay && decayCurveFigure(parts.decay),
    inferenceTable(report),
    quantileFigure(report, at, parts.monotonicity),
    quantileTable(report),
    heldFigure(report, parts.longShort),
    longShortTable(parts.longShort),
    turnoverTable(report),
    at.groups && groupTable(at, at.groups),
    groupFigure(report),
    parts.exposures.length > 0 ? exposureTable(parts.exposures) : undefined,
    lossTable(report),
    coverageFigure(report),
  ];
  const entry = report.delay > 0 ? `; entry ${sessions(report.delay)} after the factor` : "";
  const end = report.delisting
    ? `; delisted at ${formatNumber(report.delisting.return, "percent")} on the last price`
    : "";
  const formula =
    report.factor.formula && report.factor.formula !== report.factor.name
      ? `${report.factor.formula} · `
      : "";
  return new Sheet({
    title: headline(report),
    subtitle: `${formula}${sourceText(report)}${entry}${end}`,
    items: items.filter((item) => item !== undefined),
  });
}
