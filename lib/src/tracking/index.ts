export { type Annotation, annotate } from "./annotations/annotate.js";
export { recordVerification } from "./annotations/recordVerification.js";
export type { ArtifactContent } from "./artifactContent.js";
export { attachFromEnvironment, RUN_DIRECTORY } from "./attached.js";
export { checkoutCode } from "./checkoutCode.js";
export { type CloseAtExitOptions, closeAtExit } from "./closeAtExit.js";
export type { CellChange } from "./compare/cellDiff.js";
export { type Circumstances, changedSince } from "./compare/changedSince.js";
export { type CompareOptions, compareRuns } from "./compare/compareRuns.js";
export { diffRuns } from "./compare/diffRuns.js";
export { flatParams } from "./compare/flatParams.js";
export { metricAxis } from "./compare/metricAxis.js";
export { RunComparison } from "./compare/runComparison.js";
export { type Respect, RunDiff } from "./compare/runDiff.js";
export { differingModules, environmentRows, type Sameness, sameData } from "./compare/sameness.js";
export type { MetricRow, ParamRow } from "./compare/sideBySide.js";
export { type CreateRunOptions, createRun } from "./createRun.js";
export { currentCircumstances } from "./currentCircumstances.js";
export type { Curve, KeptCurve } from "./curve.js";
export { durationText } from "./durationText.js";
export { environmentRecord, lockFileRecord } from "./environment.js";
export { type ExportedRun, exportDvclive } from "./export/exportDvclive.js";
export { type ExportedRuns, exportMlflow } from "./export/exportMlflow.js";
export { fileSha256 } from "./fileSha256.js";
export { factsOf } from "./listing/factsOf.js";
export { type FileStamp, fileStamp } from "./listing/fileStamp.js";
export { metricOf, type NamedValues, type RunFacts } from "./listing/runFacts.js";
export { listRuns, type RunFilter } from "./listRuns.js";
export type { MetricPoint } from "./metricLine.js";
export { metricsFingerprint } from "./metricsFingerprint.js";
export { readRun } from "./readRun.js";
export { readRunFolder } from "./readRunFolder.js";
export type {
  ArtifactRecord,
  CellRecord,
  CellStatus,
  CodeIdentity,
  EnvironmentRecord,
  ErrorRecord,
  JsonValue,
  MetricValue,
  ModuleRecord,
  OmittedFile,
  OwnerRecord,
  PatchRecord,
  RunKind,
  RunRecord,
  RunStatus,
  SeenStatus,
  VerificationRecord,
} from "./record.js";
export { Run } from "./run.js";
export { type EndStatus, RunHandle } from "./runHandle.js";
export { RunList, type UnreadableRun } from "./runList.js";
export { codeText, holdoutText } from "./runTables.js";
export { RunView } from "./runView.js";
export { parseRunRecord } from "./schema.js";
export { isSecretFile, isSecretName, REDACTED, redactJson, redactText } from "./secrets.js";
export { queryRuns } from "./sql/queryRuns.js";
export { runsAsTables } from "./sql/runsAsTables.js";
export { runsWhere } from "./sql/runsWhere.js";
export { type StartRunOptions, startRun } from "./startRun.js";
export { copyStudyBefore } from "./studies/copyStudyBefore.js";
export { type LeaderboardOptions, leaderboard } from "./studies/leaderboard.js";
export { Leaderboard, type LeaderboardRow } from "./studies/leaderboardView.js";
export { listStudies } from "./studies/listStudies.js";
export { type Study, StudyList } from "./studies/studyList.js";
export { type StudyTrials, studyTrials } from "./studies/studyTrials.js";
export { type CollectedRun, CollectedRuns } from "./upkeep/collectedRuns.js";
export { type CollectOptions, collectRuns } from "./upkeep/collectRuns.js";
export type { PatchOptions } from "./workingPatch.js";
