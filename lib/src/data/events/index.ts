/**
 * Events and alternative data: what happened, when the public could know it, and fields of a market that use no more than
 * was known at each session.
 */
export type { EventColumn, EventData, EventRow, EventValue } from "./eventColumns.js";
export type { EventField } from "./eventField.js";
export { EVENT_KINDS, type EventKind } from "./eventKinds.js";
export { EventLoss, type LostEventRow } from "./eventLoss.js";
export { type EventSource, EventTable, type EventTableContents } from "./eventTable.js";
export { type CongressOptions, congress } from "./formats/congress.js";
export { type EarningsOptions, earnings } from "./formats/earnings.js";
export { earningsOf, type Report } from "./formats/earningsOf.js";
export { type FundamentalsOptions, fundamentals } from "./formats/fundamentals.js";
export { type InsiderOptions, insiders } from "./formats/insiders.js";
export { type NewsOptions, news } from "./formats/news.js";
export { type SeriesOptions, series } from "./formats/series.js";
export { type ReadOptions, read } from "./formats/table.js";
export type { KeptEvents } from "./keptManifest.js";
export type { OntoOptions } from "./onto.js";
export { readKind } from "./readKind.js";
export { type Sentiment, sentiment } from "./sentiment/sentiment.js";
