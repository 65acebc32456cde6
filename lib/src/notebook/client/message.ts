import { createHmac, randomUUID } from "node:crypto";

/** A Jupyter message, as far as this client looks at it. */
export interface Message {
  readonly header: Header;
  readonly parent_header: Partial<Header>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly version: string;
}

const DELIMITER = "<IDS|MSG>";

export function newMessage(type: string, content: Message["content"], session: string): Message {
  const header: Header = {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: "assay",
    date: new Date().toISOString(),
    version: "5.3",
  };
  return { header, parent_header: {}, metadata: {}, content };
}

/** Frames of the wire protocol: delimiter, signature, then the four signed parts. */
export function encode(message: Message, key: string): string[] {
  const parts = [message.header, message.parent_header, message.metadata, message.content].map((part) =>
    JSON.stringify(part),
  );
  return [DELIMITER, signature(parts, key), ...parts];
}

/** The message in `frames`; undefined when it is not signed with `key`. */
export function decode(frames: readonly Buffer[], key: string): Message | undefined {
  const start = frames.findIndex((frame) => frame.toString("latin1") === DELIMITER);
  if (start < 0 || frames.length < start + 6) return undefined;
  const parts = frames.slice(start + 2, start + 6);
  if (signature(parts, key) !== frames[start + 1].toString()) return undefined;
  const [header, parent_header, metadata, content] = parts.map((part) => JSON.parse(part.toString()));
  return { header, parent_header, metadata, content };
}

function signature(parts: readonly (string | Buffer)[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
