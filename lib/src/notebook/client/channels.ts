import { randomUUID } from "node:crypto";
import { Dealer, Subscriber } from "zeromq";
import type { Connection } from "./connection.js";
import { decode, encode, type Message, newMessage } from "./message.js";

/** The three sockets of a Jupyter client. Messages of the kernel go to `receive` in their order per channel. */
export class Channels {
  private readonly shell = new Dealer({ linger: 0 });
  private readonly control = new Dealer({ linger: 0 });
  private readonly iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  private readonly session = randomUUID();
  private sending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly receive: (channel: "shell" | "iopub", message: Message) => void,
  ) {
    this.shell.connect(connection.address("shell"));
    this.control.connect(connection.address("control"));
    this.iopub.connect(connection.address("iopub"));
    this.iopub.subscribe();
    void this.listen("shell", this.shell);
    void this.listen("shell", this.control);
    void this.listen("iopub", this.iopub);
  }

  /** Send a request; its answers carry the returned message id as their parent. */
  send(
    channel: "shell" | "control",
    type: string,
    content: Message["content"],
    { metadata = {} }: { metadata?: Message["metadata"] } = {},
  ): string {
    const message = { ...newMessage(type, content, this.session), metadata };
    const frames = encode(message, this.connection.info.key);
    const socket = this[channel];
    this.sending = this.sending.then(() => socket.send(frames)).catch(() => undefined);
    return message.header.msg_id;
  }

  close(): void {
    for (const socket of [this.shell, this.control, this.iopub]) if (!socket.closed) socket.close();
  }

  private async listen(channel: "shell" | "iopub", socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const message = decode(frames, this.connection.info.key);
      if (message) this.receive(channel, message);
    }
  }
}
