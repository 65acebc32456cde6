import { answer } from "./childAnswer.js";
import type { ReadRequest } from "./spec.js";

/** Entry of the child process in which a parameters cell is evaluated: one request, one answer. */
process.once("message", (request: ReadRequest) => {
  void answer(request).then((reply) => {
    process.send?.(reply, () => process.exit(0));
  });
});
