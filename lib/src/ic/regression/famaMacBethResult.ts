import {
  fail,
  nearest,
  type Showable,
  showsItself,
  type TableView,
  type TimeIndex,
} from "../../core/index.js";
import { type Figure, Sheet } from "../../plot/index.js";
import { premiumFigure } from "../face/premiumFigure.js";
import { premiumHeadline, premiumTable } from "../face/premiumTable.js";
import type { RegressorScale } from "./crossSection.js";
import { type FamaMacBethData, type Premium, regressed } from "./famaMacBethData.js";

/** What factors earn beside each other. Shows itself as a table and a chart. */
export class FamaMacBeth implements FamaMacBethData, Showable {
  readonly coefficients: readonly Premium[];
  readonly time: TimeIndex;
  readonly rSquared: Float64Array;
  readonly names: Int32Array;
  readonly horizon: number;
  readonly delay: number;
  readonly scale: RegressorScale;
  readonly tooFew: number;
  readonly collinear: number;
  readonly market: string;

  constructor(content: FamaMacBethData) {
    this.coefficients = content.coefficients;
    this.time = content.time;
    this.rSquared = content.rSquared;
    this.names = content.names;
    this.horizon = content.horizon;
    this.delay = content.delay;
    this.scale = content.scale;
    this.tooFew = content.tooFew;
    this.collinear = content.collinear;
    this.market = content.market;
  }

  /** Dates with a regression. */
  get dates(): number {
    return regressed(this).dates;
  }

  /** Mean R² of the regressions. */
  get averageRSquared(): number {
    return regressed(this).rSquared;
  }

  /** Mean number of symbols in a regression. */
  get averageNames(): number {
    return regressed(this).names;
  }

  /** The premium of a factor by its name, or of `intercept`. */
  of(name: string): Premium {
    const found = this.coefficients.find((one) => one.name === name);
    if (found) return found;
    const names = this.coefficients.map((one) => one.name);
    const near = nearest(name, names);
    return fail("ic.FamaMacBeth.of", `must be one of ${names.join(", ")}`, {
      received: name,
      fix: near && `did you mean ${near}?`,
    });
  }

  /** One row per factor, the intercept last. */
  table(): TableView {
    return premiumTable(this);
  }

  /** Slopes added up over time: when each factor earned its premium. */
  figure(): Figure {
    return premiumFigure(this);
  }

  toText(): string {
    return this.table().toText();
  }

  toHtml(): string {
    return new Sheet({
      title: premiumHeadline(this),
      items: [premiumTable(this, "Premiums and their tests"), this.figure()],
    }).toHtml();
  }
}
showsItself(FamaMacBeth);
