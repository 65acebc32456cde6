import { AssayError, type Showable } from "../core/index.js";

/**
 * Where a command prints. With `--json` stdout carries exactly one JSON document; progress and messages go to
 * stderr either way, so that stdout can be piped.
 * A reader that has gone (`| head -1`) is no failure: the exit code says what became of the work.
 */
export class Output {
  private failure: NodeJS.ErrnoException | undefined;

  constructor(readonly json: boolean) {
    for (const stream of [process.stdout, process.stderr]) {
      if (!stream.listeners("error").includes(survive)) stream.on("error", survive);
    }
    process.stdout.on("error", this.note);
  }

  private readonly note = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") this.failure ??= error;
  };

  /** At the end: why something printed on stdout did not get out, e.g. a full disk; undefined when all did. */
  async lost(): Promise<Error | undefined> {
    await new Promise((resolve) => setImmediate(resolve));
    process.stdout.off("error", this.note);
    return this.failure;
  }

  /** The command's result: its text face, or `data` as JSON. */
  result(shown: Showable | string, data: unknown): void {
    const text = this.json
      ? JSON.stringify(data, jsonNumbers, 2)
      : typeof shown === "string"
        ? shown
        : shown.toText(process.stdout.isTTY ? process.stdout.columns : undefined);
    process.stdout.write(`${text}\n`);
  }

  /** Something worth knowing on the way. */
  message(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** Why the command did not do what was asked. */
  error(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.json) {
      const { who, rule, details } =
        error instanceof AssayError ? error : { who: null, rule: message, details: {} };
      const { received, fix } = details as { received?: unknown; fix?: string };
      const document = { error: { message, who, rule, received: received ?? null, fix: fix ?? null } };
      process.stdout.write(`${JSON.stringify(document, jsonNumbers, 2)}\n`);
    }
    process.stderr.write(`assay: ${message}\n`);
    if (!(error instanceof AssayError) && error instanceof Error && process.env.ASSAY_DEBUG) {
      process.stderr.write(`${error.stack}\n`);
    }
  }
}

/** Once on each stream: what is still on its way when a command has ended must not end the process with an error either. */
function survive(): void {}

/** JSON has no NaN and no infinities: they are written as text, as in `run.json`. */
function jsonNumbers(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
