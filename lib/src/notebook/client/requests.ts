import type { Message } from "./message.js";

/** A request that was sent: its reply, and the moment when reply and all output have come. */
export interface PendingRequest {
  readonly replied: Promise<Message>;
  readonly done: Promise<void>;
}

/** Which answers belong to which request. Requests are never forgotten: output of a timer may come long after. */
export class Requests {
  private readonly open = new Map<string, Request>();
  /** Whether any message has come on iopub: the subscription is in place. */
  heard = false;

  add(id: string, onOutput: (message: Message) => void = () => undefined): PendingRequest {
    const request = new Request(onOutput);
    this.open.set(id, request);
    return request;
  }

  receive(channel: "shell" | "iopub", message: Message): void {
    if (channel === "iopub") this.heard = true;
    const request = this.open.get(message.parent_header.msg_id ?? "");
    if (channel === "iopub") request?.output(message);
    else request?.answer(message);
  }
}

class Request implements PendingRequest {
  readonly replied: Promise<Message>;
  readonly done: Promise<void>;
  private resolveReplied!: (reply: Message) => void;
  private resolveIdle!: () => void;

  constructor(private readonly onOutput: (message: Message) => void) {
    this.replied = new Promise((resolve) => {
      this.resolveReplied = resolve;
    });
    const idle = new Promise<void>((resolve) => {
      this.resolveIdle = resolve;
    });
    this.done = Promise.all([this.replied, idle]).then(() => undefined);
  }

  answer(reply: Message): void {
    this.resolveReplied(reply);
  }

  output(message: Message): void {
    this.onOutput(message);
    const { header, content } = message;
    if (header.msg_type === "status" && content.execution_state === "idle") this.resolveIdle();
  }
}
