import type { CellEvent } from "../cellEvent.js";
import type * as tslab from "./tslab.js";

type Publish = (type: string, content: object, metadata: object) => void;

/**
 * Text is sent at once if none was sent in the last 100 ms, so that a busy cell can say what it does; the rest is
 * joined until it is this long (characters), or this old (ms), or the tick ends.
 */
const MAX_CHARS = 1 << 18;
const MAX_AGE = 100;

/** More text than this (characters) from one cell is a loop that went wrong; it would fill every memory on its way. */
const MAX_TOTAL = 1 << 26;
const CUT = `\n[the output of this cell is cut after ${MAX_TOTAL.toLocaleString("en")} characters]\n`;

/** A cell that is executed: its outputs go to the message that asked for it, whenever they come. */
class Cell {
  event: CellEvent | undefined;
  failure: tslab.Failure | undefined;
  /** Displays that are still being made by asynchronous display methods. */
  readonly showing: Promise<void>[] = [];
  private pending: { name: string; text: string } | undefined;
  private sentAt = Number.NEGATIVE_INFINITY;
  private scheduled = false;
  private total = 0;

  constructor(
    readonly code: string,
    /** Whether requests that wait behind this cell are refused when it fails. */
    readonly stopOnError: boolean,
    private readonly publish: Publish,
  ) {}

  /** Text on stdout or stderr, joined with what the same stream got in this tick. */
  write(name: "stdout" | "stderr", text: string): void {
    if (this.total > MAX_TOTAL) return;
    if (this.pending && this.pending.name !== name) this.flush();
    this.pending ??= { name, text: "" };
    this.pending.text += this.within(text);
    const isDue = performance.now() - this.sentAt > MAX_AGE;
    if (isDue || this.pending.text.length >= MAX_CHARS) this.flush();
    else this.flushSoon();
  }

  /** Any other message; text written before it is sent before it. */
  send(type: string, content: object, metadata: object = {}): void {
    this.flush();
    this.publish(type, content, metadata);
  }

  /** The error of this cell; the metadata tells our own runner whether it came late or from the compiler. */
  sendFailure({ status, content }: tslab.Failure): void {
    this.send("error", content, { assay: { status } });
  }

  flush(): void {
    if (!this.pending) return;
    const { name, text } = this.pending;
    this.pending = undefined;
    this.sentAt = performance.now();
    this.publish("stream", { name, text }, {});
  }

  /** `text` as far as the limit of the cell goes. */
  private within(text: string): string {
    const rest = MAX_TOTAL - this.total;
    this.total += text.length;
    return text.length <= rest ? text : text.slice(0, rest) + CUT;
  }

  private flushSoon(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }
}

export = Cell;
