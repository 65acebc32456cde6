import { counted, formatNumber, type Showable, showsItself, TableView } from "../../core/index.js";

export interface YearOfMembers {
  readonly year: number;
  readonly sessions: number;
  /** Sessions × members that there should be, and those with a close. */
  readonly expected: number;
  readonly present: number;
}

export interface SurvivorshipFindings {
  readonly name: string;
  readonly market: string;
  readonly from: string;
  readonly to: string;
  /** Symbols that belonged at any time of the span. */
  readonly ever: number;
  /** Those of them without any close while they belonged, sorted. */
  readonly missing: readonly string[];
  /** Stays of missing symbols that ended inside the span. */
  readonly missingLeft: number;
  /** Share of sessions × members without a close. */
  readonly share: number;
  readonly years: readonly YearOfMembers[];
  /** Annual returns of the members with a close, and of those among them that left the index in the span. */
  readonly returns: { readonly members: number; readonly leavers: number };
  /** What the missing may do to the annual return of the members, see `survivorship`. */
  readonly effects: { readonly asLeavers: number; readonly afterLoss: number };
}

const NAMES = 12;

/** Whom a market lacks of an index, year by year, and what that may do to its returns. */
export class SurvivorshipReport implements Showable {
  constructor(readonly findings: SurvivorshipFindings) {}

  get warnings(): string[] {
    const { missing, ever, name, share } = this.findings;
    if (missing.length === 0) return [];
    const part = formatNumber(share, "percent");
    return [
      `${counted(missing.length, "symbol")} of the ${ever} that belonged to ${name} are not in the data (${part} of its sessions): survivorship bias`,
    ];
  }

  toText(): string {
    return this.#tables()
      .map((table) => table.toText())
      .join("\n\n");
  }

  toHtml(): string {
    return this.#tables()
      .map((table) => table.toHtml())
      .join("\n");
  }

  #tables(): TableView[] {
    const { years, missing, ever, name, market, effects, returns } = this.findings;
    const shown = missing.slice(0, NAMES).join(" ");
    const more = missing.length > NAMES ? ` … and ${missing.length - NAMES} more` : "";
    const byYear = new TableView(
      years.map(({ year, sessions, expected, present }) => ({
        year: String(year),
        sessions,
        members: expected / sessions,
        present: present / sessions,
        share: 1 - present / expected,
      })),
      {
        title: `${market} lacks ${missing.length} of the ${ever} symbols that belonged to ${name}`,
        columns: [
          { key: "year" },
          { key: "sessions", format: "integer" },
          { key: "members", label: "members, mean", format: "integer" },
          { key: "present", label: "with a close, mean", format: "integer" },
          { key: "share", label: "missing", format: "percent" },
        ],
        note: missing.length > 0 ? `Never there while they belonged: ${shown}${more}.` : "",
      },
    );
    const scenarios = new TableView(
      [
        { what: "members with a close", value: returns.members },
        { what: "of them, those that left the index in the span", value: returns.leavers },
        { what: "effect if the missing earned what the leavers did", value: effects.asLeavers },
        { what: "effect if each missing one that left lost another 30 %", value: effects.afterLoss },
      ],
      {
        title: "What the missing may do to the annual return",
        columns: [
          { key: "what", label: "equal-weighted" },
          { key: "value", label: "per year", format: "percent" },
        ],
        note: "Scenarios, not estimates: what the missing earned is not known. 30 %: Shumway (1997), delistings for performance.",
      },
    );
    return [byYear, scenarios];
  }
}
showsItself(SurvivorshipReport);
