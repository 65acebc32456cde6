// The module's door: what the library calls.
export { elementwise } from "./elementwise";
export { ewmMean, ewmMoments } from "./ewm";
export { extreme } from "./extreme";
export { moments } from "./moments";
export { pair } from "./pair";
export { sum } from "./sum";
