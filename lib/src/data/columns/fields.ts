/** A column that Assay understands, the names it goes by, and whether a table of bars needs it. */
export interface FieldSpec {
  readonly field: string;
  readonly required: boolean;
  /** Names in order of preference, compared without case, spaces, punctuation and a leading number. */
  readonly aliases: readonly string[];
}

/** The columns of a table of daily bars. `symbol` may come from the file name or the option `symbol` instead. */
export const BAR_FIELDS: readonly FieldSpec[] = [
  {
    field: "date",
    required: true,
    aliases: ["date", "timestamp", "datetime", "time", "day", "tradedate", "session"],
  },
  {
    field: "symbol",
    required: true,
    aliases: ["symbol", "ticker", "tickersymbol", "sym", "instrument", "name"],
  },
  { field: "open", required: true, aliases: ["open", "openprice", "o"] },
  { field: "high", required: true, aliases: ["high", "highprice", "h"] },
  { field: "low", required: true, aliases: ["low", "lowprice", "l"] },
  { field: "close", required: true, aliases: ["close", "closeprice", "c"] },
  { field: "volume", required: false, aliases: ["volume", "vol", "sharevolume", "v"] },
  {
    field: "adj_close",
    required: false,
    aliases: ["adjclose", "adjustedclose", "closeadj", "adjcloseprice"],
  },
  {
    field: "dividend",
    required: false,
    aliases: ["dividend", "exdividend", "dividends", "dividendamount", "divcash"],
  },
  // "Stock Splits" (Yahoo) is not listed: those prices are already split-adjusted.
  { field: "split", required: false, aliases: ["split", "splitratio", "splitcoefficient", "splitfactor"] },
  { field: "sector", required: false, aliases: ["sector", "gicssector", "sectorname"] },
  // Which security the symbol stands for: identifiers that stay with a security before those that change with its name.
  {
    field: "security",
    required: false,
    aliases: [
      "figi",
      "compositefigi",
      "sharefigi",
      "sharecodefigi",
      "permno",
      "securityid",
      "isin",
      "cusip",
      "sedol",
      "cik",
    ],
  },
  {
    field: "company",
    required: false,
    aliases: ["companyname", "company", "securityname", "issuername", "issuer", "name"],
  },
  // When the row was first seen: a date, or an instant.
  { field: "known", required: false, aliases: ["known", "knownat", "knowntime", "seenon", "firstseen"] },
];

/** The columns of a file of corporate actions: option `actions`. */
export const ACTION_FIELDS: readonly FieldSpec[] = [
  { field: "symbol", required: true, aliases: ["symbol", "ticker", "sym", "name"] },
  { field: "date", required: true, aliases: ["date", "exdate", "effectivedate"] },
  { field: "kind", required: true, aliases: ["kind", "type", "action", "event"] },
  { field: "value", required: true, aliases: ["value", "ratio", "amount"] },
];

/** The columns of a file of events: `readEvents`. */
export const EVENT_FIELDS: readonly FieldSpec[] = [
  { field: "symbol", required: true, aliases: ["symbol", "ticker", "tickersymbol", "sym"] },
  {
    field: "date",
    required: true,
    aliases: ["date", "eventdate", "announcementdate", "filingdate", "timestamp", "day"],
  },
];

/** The columns of a file of sectors: option `sectors`. */
export const SECTOR_FIELDS: readonly FieldSpec[] = [
  { field: "symbol", required: true, aliases: ["symbol", "ticker", "sym"] },
  { field: "sector", required: true, aliases: ["sector", "gicssector", "sectorname"] },
];

/** The columns of a file of members: `readMembership`. */
export const SPELL_FIELDS: readonly FieldSpec[] = [
  { field: "symbol", required: true, aliases: ["symbol", "ticker", "sym"] },
  { field: "begins", required: true, aliases: ["from", "startdate", "start", "dateadded", "added"] },
  { field: "ends", required: true, aliases: ["to", "enddate", "end", "dateremoved", "removed"] },
];

/** The columns of a file that says which symbol stood for which security: option `securities`. */
export const SECURITY_FIELDS: readonly FieldSpec[] = [
  { field: "symbol", required: true, aliases: ["symbol", "ticker", "sym"] },
  {
    field: "security",
    required: true,
    aliases: ["security", "securityid", "permno", "figi", "id", "newsymbol"],
  },
  { field: "begins", required: true, aliases: ["from", "startdate", "start", "begins"] },
  { field: "ends", required: true, aliases: ["to", "enddate", "end", "ends"] },
];
