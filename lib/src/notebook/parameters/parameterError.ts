import { AssayError } from "../../core/index.js";

/** A parameter that was refused, before anything expensive ran. The command line ends with exit code 2. */
export class ParameterError extends AssayError {
  constructor(
    /** Name of the parameter as it was given. */
    readonly parameter: string,
    rule: string,
    details: { received?: unknown; fix?: string } = {},
  ) {
    super("parameters", rule, details);
  }
}
