export type { CalendarDefinition, DateRule, TimedRule } from "./calendar/definition.js";
export { sessionCalendar } from "./calendar/namedCalendar.js";
export { SessionCalendar, type TradingHours } from "./calendar/sessionCalendar.js";
export type { ColumnMatch } from "./columns/detectColumns.js";
/** Events and alternative data with the time from which they were known: `events.earnings(file)`, `events.read(file, …)`. */
export * as events from "./events/index.js";
export { type ReadEventsOptions, readEvents } from "./events/readEvents.js";
export { FILE_VERSION } from "./events/sourceRows.js";
export { type AppendBarsOptions, appendBars } from "./intraday/appendBars.js";
export { BAR_FREQUENCIES, type BarFrequency } from "./intraday/barFrequency.js";
export type { BarField } from "./intraday/barPanel.js";
export { Bars, type ResampleOptions } from "./intraday/bars.js";
export type { BarsInfo } from "./intraday/barsInfo.js";
export type { DailyOptions } from "./intraday/features/dailyMarket.js";
export { BAR_FEATURES, type BarFeature, type BarFeatureName } from "./intraday/features/featureList.js";
export { ingestBars } from "./intraday/ingestBars.js";
export type { IngestBarsOptions } from "./intraday/ingestBarsOptions.js";
export type { BarsOptions } from "./intraday/selectBars.js";
export { append } from "./lake/append/append.js";
export { Holdout, type HoldoutRead } from "./lake/holdout.js";
export { ingest } from "./lake/ingest.js";
export type { AppendOptions, IngestOptions } from "./lake/ingestOptions.js";
export { type Delivery, IngestResult } from "./lake/ingestResult.js";
export type { KnownOptions } from "./lake/knowledge.js";
export { Lake, type MarketOptions } from "./lake/lake.js";
export type {
  FileKind,
  ManifestEntry,
  ManifestFile,
  PartitionContent,
  VersionChange,
} from "./lake/manifest.js";
export { openLake } from "./lake/openLake.js";
export type { CollectedPanels } from "./lake/panels/collectPanels.js";
export { publishSynthetic } from "./lake/publishSynthetic.js";
export type { MarketSpan } from "./lake/span.js";
export type { Outcome } from "./lake/transact.js";
export type { CollectedVersions } from "./lake/upkeep/collectVersions.js";
export { type FileCheck, Verification } from "./lake/verify.js";
export type { MarketAction } from "./market/action.js";
export type { MarketPanels } from "./market/contents.js";
export { checkDelisting, type Delisting } from "./market/delisting.js";
export { Market } from "./market/market.js";
export { PROVIDERS } from "./provider/adapters/index.js";
export type { Answer, Ask, Client } from "./provider/client/client.js";
export type { ClientOptions } from "./provider/client/clientOptions.js";
export { type CompareOptions, compareDatasets } from "./provider/compare/compareDatasets.js";
export type { Comparison, FieldComparison } from "./provider/compare/comparison.js";
export type { Explanation } from "./provider/compare/explain.js";
export {
  type DataSources,
  type DatasetSource,
  type ProviderSettings,
  readDataSources,
} from "./provider/config/dataSources.js";
export { providersOf } from "./provider/config/providersOf.js";
export type { FixtureAnswer, FixtureRefusal, ProviderFixtures } from "./provider/contract/fixtures.js";
export { type ContractCase, providerContract } from "./provider/contract/providerContract.js";
export { type FetchBarsOptions, fetchBars } from "./provider/fetch/fetchBars.js";
export { fetchDataset, planFetch } from "./provider/fetch/fetchDataset.js";
export type { Failure, Fetched, FetchSummary, SymbolFetch, SymbolSummary } from "./provider/fetch/fetched.js";
export type { FetchOptions, RefreshOptions } from "./provider/fetch/fetchOptions.js";
export type { FetchPart, FetchPlan } from "./provider/fetch/fetchPlan.js";
export type { FetchResult } from "./provider/fetch/fetchResult.js";
export { providerSource } from "./provider/fetch/providerSource.js";
export { planRefresh, refreshDataset } from "./provider/fetch/refreshDataset.js";
export { refreshDatasets } from "./provider/fetch/refreshDatasets.js";
export type { Refreshed, RefreshReport } from "./provider/fetch/refreshReport.js";
export type {
  Bar,
  BarRequest,
  Page,
  PriceKind,
  Provider,
  ProviderAction,
  ProviderFacts,
} from "./provider/provider.js";
export { providerTable } from "./provider/providerTable.js";
export { ProviderRefusal, type RefusalKind, type Refused } from "./provider/refusal.js";
export type { Counts } from "./quality/inspect.js";
export type { QualityOverrides, QualityPolicy, RulePolicy } from "./quality/policy.js";
export { type QualityFile, readQualityPolicy } from "./quality/policyFile.js";
export { QualityReport, qualityReport } from "./quality/report/qualityReport.js";
export type { MonthlyFindings, RuleSummary } from "./quality/report/readSummaries.js";
export type { QualityRule, RuleAction, Threshold } from "./quality/rule.js";
export { explainRule, QUALITY_RULES } from "./quality/rules.js";
export { fileSource } from "./source/fileSource.js";
export type { Loaded, LoadOptions, Source, SourceInfo } from "./source/source.js";
export { type MarketTables, syntheticSource } from "./source/syntheticSource.js";
export type { SqlOptions, SqlTag } from "./sql/lakeSql.js";
export type { SqlParameter, SqlSource } from "./sql/sqlStatement.js";
export type { Choice } from "./universe/choice.js";
export { chooseUniverse } from "./universe/chooseUniverse.js";
export type { KeptMembership } from "./universe/keptMemberships.js";
export { Membership } from "./universe/membership.js";
export { type ReadMembershipOptions, readMembership } from "./universe/readMembership.js";
export type { TopRule, UniverseRules } from "./universe/rules.js";
export type { Spell } from "./universe/spell.js";
export { survivorship } from "./universe/survivorship.js";
export { type SurvivorshipFindings, SurvivorshipReport } from "./universe/survivorshipReport.js";
export { Universe } from "./universe/universe.js";
