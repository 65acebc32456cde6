export * from "./convert/index.js";
export {
  AssayError,
  checkInteger,
  checkKeys,
  checkNumber,
  checkOneOf,
  fail,
  nearest,
  printed,
} from "./errors.js";
export { canonicalJson, sha256 } from "./hash.js";
export { appendJsonLines, readJsonLines } from "./jsonLines.js";
export * from "./kernels/index.js";
export { lazyModule } from "./lazyModule.js";
export { CODE_FOLDER, codeSha256, libraryVersion, PACKAGE_FOLDER } from "./library.js";
export { appendLines, LineReader, LineWriter } from "./lines.js";
export * from "./panel/index.js";
export { processExists } from "./processExists.js";
export { projectRoot } from "./projectRoot.js";
export { Random } from "./random.js";
export {
  type DataUse,
  type Recorder,
  record,
  recordedTrials,
  recordingRun,
  setRecorder,
  type Trial,
  type TrialCount,
} from "./recorder.js";
export { relativePath } from "./relativePath.js";
export * from "./show/index.js";
export * from "./stats/index.js";
export { writeAtomic } from "./writeAtomic.js";
export { YamlSource } from "./yamlSource.js";
