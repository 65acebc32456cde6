export { AssayError, checkInteger, checkKeys, checkNumber, checkOneOf, fail, nearest, printed } from "./errors.js";
export * from "./panel/index.js";
export { Random } from "./random.js";
export * from "./show/index.js";
export { type DataUse, type Recorder, record, setRecorder, type Trial } from "./recorder.js";
