import { z } from "zod";
import { checkKeys, fail } from "../../../core/index.js";
import { formattedMoment, zoneClock } from "../clock.js";
import type { EventColumn } from "../eventColumns.js";
import type { EventField } from "../eventField.js";
import type { EventTable } from "../eventTable.js";
import { type Normalized, normalize } from "../normalize.js";
import { readJson } from "../sourceRows.js";
import { plainText } from "./cells.js";

/** Options of `events.congress`. */
export interface CongressOptions {
  /** The file of filings with disclosure dates, for a list of transactions that has none. */
  readonly disclosures?: string;
}

const WHO = "events.congress";
const END_OF_DAY = 86_399_000;

/** What the events of this format have beside symbol and times. */
export const CONGRESS_COLUMNS: readonly EventColumn[] = [
  { name: "member", kind: "text", meaning: "the senator" },
  { name: "buyer", kind: "text", meaning: "the senator, of a purchase" },
  { name: "seller", kind: "text", meaning: "the senator, of a sale" },
  { name: "owner", kind: "text", meaning: "self, spouse, child or joint" },
  { name: "side", kind: "text", meaning: "purchase, sale or exchange" },
  { name: "asset", kind: "text", meaning: "what was traded, without tags" },
  {
    name: "amount_from",
    kind: "number",
    unit: "USD",
    meaning: "least amount of the range that was disclosed",
  },
  { name: "amount_to", kind: "number", unit: "USD", meaning: "largest; missing where the range is open" },
  {
    name: "amount",
    kind: "number",
    unit: "USD",
    meaning: "middle of the range, its lower end where it is open",
  },
  {
    name: "net_amount",
    kind: "number",
    unit: "USD",
    meaning: "amount, negative for a sale, 0 for an exchange",
  },
];

/** The fields that a market gets when none are asked for. */
export const CONGRESS_FIELDS: Readonly<Record<string, EventField>> = {
  net_amount_90: { take: "sum", column: "net_amount", days: 90 },
  buyers_90: { take: "distinct", column: "buyer", days: 90 },
  sellers_90: { take: "distinct", column: "seller", days: 90 },
  age: { take: "age", days: 365 },
};

const transaction = z.object({
  ...{ transaction_date: z.string(), owner: z.string(), ticker: z.string(), asset_description: z.string() },
  ...{ asset_type: z.string(), type: z.string(), amount: z.string() },
});
const listed = transaction.extend({ senator: z.string(), ptr_link: z.string() });
const filing = z.object({
  ...{ first_name: z.string(), last_name: z.string(), ptr_link: z.string(), date_recieved: z.string() },
  transactions: z.array(transaction),
});

/** A transaction with the member and the day on which its filing was received. */
interface Trade extends z.infer<typeof transaction> {
  readonly member: string;
  /** `undefined` where no filing says it. */
  readonly disclosed: string | undefined;
}

/**
 * Stock trades of U.S. senators from a JSON file: filings with `date_recieved` and their transactions, or a plain list of
 * transactions, whose disclosure dates then come from the file `disclosures` by `ptr_link`. A trade is known from the end
 * of the day (New York) on which its filing was received. Only what has one ticker of a stock is an event.
 */
export async function congress(path: string, options: CongressOptions = {}): Promise<EventTable> {
  checkKeys(WHO, options, ["disclosures"]);
  const file = readJson(WHO, path);
  const source = { ...file, rows: tradesOf(file.content, options.disclosures) };
  const dateOf = formattedMoment(WHO, "%m/%d/%Y");
  const clock = zoneClock("America/New_York");
  const seen = new Set<string>();
  return normalize(
    source,
    { who: WHO, name: "congress", columns: CONGRESS_COLUMNS, fields: CONGRESS_FIELDS },
    (trade): Normalized => {
      if (trade.disclosed === undefined) return { lost: "no filing says when it was disclosed" };
      const [happened, disclosed] = [dateOf(trade.transaction_date)?.local, dateOf(trade.disclosed)?.local];
      if (happened === undefined || disclosed === undefined) return { lost: "cannot be read: a date" };
      if (happened > disclosed) return { lost: "disclosed before it happened" };
      if (!["Stock", ""].includes(trade.asset_type)) return { lost: `no stock: ${trade.asset_type}` };
      const symbol = tickerOf(trade.ticker);
      if (symbol === undefined) return { lost: "no ticker, or several" };
      const side = SIDES[trade.type];
      if (!side) return { lost: "neither purchase, sale nor exchange" };
      const range = amountOf(trade.amount);
      if (!range) return { lost: "cannot be read: amount" };
      const { member, transaction_date, owner, type, amount: text, asset_description } = trade;
      const key = [member, symbol, transaction_date, owner, type, text, asset_description].join("\n");
      if (seen.has(key)) return { lost: "repeats a trade in all its cells" };
      seen.add(key);
      const [from, to] = range;
      const amount = to === null ? from : (from + to) / 2;
      return {
        ...{ symbol, event: happened },
        known: clock({ local: disclosed + END_OF_DAY, hasTime: true, absolute: false }),
        values: {
          ...{ member, owner: owner.toLowerCase(), side: side.name, asset: plainText(asset_description) },
          ...{ buyer: side.sign > 0 ? member : null, seller: side.sign < 0 ? member : null },
          ...{ amount_from: from, amount_to: to, amount, net_amount: side.sign * amount },
        },
      };
    },
  );
}

const SIDES: Readonly<Record<string, { readonly name: string; readonly sign: number }>> = {
  Purchase: { name: "purchase", sign: 1 },
  "Sale (Full)": { name: "sale", sign: -1 },
  "Sale (Partial)": { name: "sale", sign: -1 },
  Exchange: { name: "exchange", sign: 0 },
};

/** In the order of disclosure, so that of equal trades the one that was disclosed first stays. */
function tradesOf(content: unknown, disclosures: string | undefined): Trade[] {
  const filings = z.array(filing).safeParse(content);
  if (filings.success) {
    return [...filings.data]
      .sort((a, b) => sortable(a.date_recieved).localeCompare(sortable(b.date_recieved)))
      .flatMap(({ transactions, date_recieved, first_name, last_name }) =>
        transactions.map((each) => ({
          ...each,
          member: named(`${first_name} ${last_name}`),
          disclosed: date_recieved,
        })),
      );
  }
  const rows = z.array(listed).safeParse(content);
  if (!rows.success)
    fail(WHO, "is neither a list of filings nor of transactions", { received: rows.error.issues[0] });
  if (disclosures === undefined) {
    fail(WHO, "a list of transactions does not say when each was disclosed", {
      fix: "{ disclosures: FILE }, the filings with date_recieved and ptr_link",
    });
  }
  const known = z.array(filing).safeParse(readJson(WHO, disclosures).content);
  if (!known.success) fail(WHO, "disclosures must be a list of filings", { received: disclosures });
  const dates = new Map(known.data.map(({ ptr_link, date_recieved }) => [ptr_link, date_recieved]));
  return rows.data
    .map((row) => ({ ...row, member: named(row.senator), disclosed: dates.get(row.ptr_link) }))
    .sort((a, b) => sortable(a.disclosed ?? "").localeCompare(sortable(b.disclosed ?? "")));
}

/** `03/10/2021` as text that sorts. */
const sortable = (date: string): string => date.slice(6) + date.slice(0, 5);

/** A name as one spelling: filings write it in capitals, with initials and spaces of all kinds. */
const named = (text: string): string =>
  text
    .replace(/[\s,]+/g, " ")
    .trim()
    .toLowerCase()
    .replace(/(^|[\s'-])\p{L}/gu, (letter) => letter.toUpperCase());

/** The one ticker in a cell, a link around it or not; of an option or a foreign listing none. */
function tickerOf(cell: string): string | undefined {
  const tickers = (plainText(cell) ?? "").split(" ").filter((part) => part !== "--" && part !== "");
  return tickers.length === 1 && /^[A-Z][A-Z0-9]{0,6}([.-][A-Z])?$/.test(tickers[0]) ? tickers[0] : undefined;
}

/** `$1,001 - $15,000` and `Over $50,000,000` as bounds. */
function amountOf(text: string): readonly [from: number, to: number | null] | undefined {
  const numbers = [...text.matchAll(/\$([\d,]+)/g)].map(([, digits]) => Number(digits.replaceAll(",", "")));
  if (numbers.length === 2 && numbers[0] <= numbers[1]) return [numbers[0], numbers[1]];
  return numbers.length === 1 && text.startsWith("Over") ? [numbers[0], null] : undefined;
}
