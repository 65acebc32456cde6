import { type Factor, field } from "../../../expr/index.js";
import { entry } from "../libraryFactor.js";

const of = (name: string) => field(`events.fundamentals.${name}`);
const price = field("raw.close");
const toPrice = (name: string): Factor => of(name).div(price);

/** What every factor of this file says of its age. */
const STALE = "Of the newest report; missing 200 days after it.";

export const fundamentals = [
  entry({
    factor: toPrice("eps").named("earnings_yield"),
    title: "Earnings yield",
    doc: `Diluted earnings per share of twelve months over the raw close. ${STALE}`,
    unit: "fraction",
    source: "Basu 1977",
  }),
  entry({
    factor: toPrice("book").named("book_to_market"),
    title: "Book to market",
    doc: `Equity per share over the raw close. ${STALE}`,
    unit: "ratio",
    source: "Fama & French 1992",
  }),
  entry({
    factor: toPrice("sales").named("sales_to_price"),
    title: "Sales to price",
    doc: `Revenues of twelve months per share over the raw close. ${STALE}`,
    unit: "ratio",
    source: "Barbee, Mukherji & Raines 1996",
  }),
  entry({
    factor: toPrice("cash_flow").named("cash_flow_to_price"),
    title: "Cash flow to price",
    doc: `Operating cash flow of the last annual report per share over the raw close. ${STALE}`,
    unit: "ratio",
    source: "Lakonishok, Shleifer & Vishny 1994",
  }),
  entry({
    factor: toPrice("dividend").named("dividend_yield"),
    title: "Dividend yield",
    doc: `Dividends per share of twelve months over the raw close, as reported. ${STALE}`,
    unit: "fraction",
    source: "Litzenberger & Ramaswamy 1979",
  }),
  entry({
    factor: of("equity").div(of("book")).mul(price).log().named("market_value"),
    title: "Market value",
    doc: `ln(shares × raw close), shares from net income over basic earnings per share, rescaled for splits. ${STALE}`,
    unit: "ln USD",
    source: "Banz 1981",
  }),
  entry({
    factor: of("roe").named("return_on_equity"),
    title: "Return on equity",
    doc: `Net income of twelve months over equity, where that is positive. ${STALE}`,
    unit: "fraction",
    source: "Haugen & Baker 1996",
  }),
  entry({
    factor: of("roa").named("return_on_assets"),
    title: "Return on assets",
    doc: `Net income of twelve months over total assets. ${STALE}`,
    unit: "fraction",
    source: "Balakrishnan, Bartov & Faurel 2010",
  }),
  entry({
    factor: of("operating_roe").named("operating_profitability"),
    title: "Operating profitability",
    doc: `Operating income of twelve months over equity, where that is positive. ${STALE}`,
    unit: "fraction",
    source: "Fama & French 2015, with reported operating income",
  }),
  entry({
    factor: of("operating_margin").named("operating_margin"),
    title: "Operating margin",
    doc: `Operating income over revenues, of twelve months. ${STALE}`,
    unit: "fraction",
    source: "Soliman 2008",
  }),
  entry({
    factor: of("asset_turnover").named("asset_turnover"),
    title: "Asset turnover",
    doc: `Revenues of twelve months over total assets. ${STALE}`,
    unit: "ratio",
    source: "Soliman 2008",
  }),
  entry({
    factor: of("accruals").named("accruals"),
    title: "Accruals",
    doc: `(Net income − operating cash flow) / total assets, of the last annual report. ${STALE}`,
    unit: "fraction",
    source: "Sloan 1996; from the cash flow statement as in Hribar & Collins 2002",
  }),
  entry({
    factor: of("asset_growth").named("asset_growth"),
    title: "Asset growth",
    doc: `Total assets over those a year before, minus 1. ${STALE}`,
    unit: "fraction",
    source: "Cooper, Gulen & Schill 2008",
  }),
  entry({
    factor: of("revenue_growth").named("revenue_growth"),
    title: "Revenue growth",
    doc: `Revenues of the quarter, in an annual report of the year, over those a year before, minus 1. ${STALE}`,
    unit: "fraction",
    source: "Lakonishok, Shleifer & Vishny 1994",
  }),
  entry({
    factor: toPrice("eps_change").named("earnings_change"),
    title: "Change of earnings",
    doc: `Diluted earnings per share of the quarter, in an annual report of the year, less those a year before, over the raw close. ${STALE}`,
    unit: "fraction",
    source: "Foster, Olsen & Shevlin 1984 (seasonal random walk), scaled by price",
  }),
  entry({
    factor: of("leverage").named("book_leverage"),
    title: "Leverage",
    doc: `(Total assets − equity) / total assets. ${STALE}`,
    unit: "fraction",
    source: "Bhandari 1988, with book values",
  }),
  entry({
    factor: of("current_ratio").named("current_ratio"),
    title: "Current ratio",
    doc: `Current assets over current liabilities. ${STALE}`,
    unit: "ratio",
    source: "Ou & Penman 1989",
  }),
  entry({
    factor: of("cash_to_assets").named("cash_to_assets"),
    title: "Cash to assets",
    doc: `Cash over total assets. ${STALE}`,
    unit: "fraction",
    source: "Palazzo 2012",
  }),
];
