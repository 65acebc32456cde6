import type { CellEvent } from "../cellEvent.js";
import type * as tslab from "./tslab.js";

import util = require("node:util");

type Publish = (type: string, content: object, metadata: object) => void;

/**
 * Text is sent at once if none was sent in the last 100 ms, so that a busy cell can say what it does; the rest is
 * joined until it is this long (characters), or this old (ms), or the tick ends.
 */
const MAX_CHARS = 1 << 18;
const MAX_AGE = 100;

/** More output than this (characters) from one cell is a loop that went wrong; it would fill every memory on its way. */
const MAX_TOTAL = 1 << 26;

/** A cell that is executed: its outputs go to the message that asked for it, whenever they come. */
class Cell {
  event: CellEvent | undefined;
  failure: tslab.Failure | undefined;
  /** Executed without a trace: no output, no execution count, no event. */
  silent = false;
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
    /** Characters of text and displays that this cell may put out. */
    private readonly limit = MAX_TOTAL,
  ) {}

  /** Text on stdout or stderr, joined with what the same stream got in this tick. */
  write(name: "stdout" | "stderr", text: string): void {
    if (this.total > this.limit) return;
    if (this.pending && this.pending.name !== name) this.flush();
    this.pending ??= { name, text: "" };
    const rest = this.limit - this.total;
    this.total += text.length;
    this.pending.text += text.length <= rest ? text : text.slice(0, rest) + this.cut();
    const isDue = performance.now() - this.sentAt > MAX_AGE;
    if (isDue || this.pending.text.length >= MAX_CHARS) this.flush();
    else this.flushSoon();
  }

  /** A display, unless it is more than the cell may put out. An update replaces one, so it does not count. */
  display(content: tslab.DisplayData, update = false): void {
    if (!update) {
      if (this.total > this.limit) return;
      this.total += sizeOf(content.data);
      if (this.total > this.limit) {
        this.send("stream", { name: "stderr", text: this.cut() });
        return;
      }
    }
    this.send(update ? "update_display_data" : "display_data", content);
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

  /** A promise carries its cell; printing one should not print the other. */
  [util.inspect.custom](): string {
    return `[cell ${this.event?.executionCount}]`;
  }

  private cut(): string {
    return `\n[the output of this cell is cut after ${this.limit.toLocaleString("en")} characters]\n`;
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

function sizeOf(data: tslab.DisplayData["data"]): number {
  let total = 0;
  for (const part of Object.values(data)) {
    total += (typeof part === "string" ? part : (JSON.stringify(part) ?? "")).length;
  }
  return total;
}

export = Cell;
