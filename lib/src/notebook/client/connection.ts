import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a kernel reads from its connection file (Jupyter's format). */
export interface ConnectionInfo {
  readonly transport: "ipc" | "tcp";
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: "hmac-sha256";
}

/** A connection file in a private folder of its own, which `remove` takes away. */
export interface Connection {
  readonly info: ConnectionInfo;
  readonly file: string;
  address(channel: "shell" | "iopub" | "control"): string;
  remove(): Promise<void>;
}

/** The longest path that a Unix socket can have on every system. */
const MAX_SOCKET_PATH = 100;

/**
 * Where a new kernel listens. Unix sockets in a private folder need no port and cannot collide; TCP on the
 * loopback interface is used where they do not exist.
 */
export async function newConnection(): Promise<Connection> {
  const folder = await mkdtemp(join(tmpdir(), "assay-kernel-"));
  const socket = join(folder, "k");
  const useIpc = process.platform !== "win32" && socket.length + 2 <= MAX_SOCKET_PATH;
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = useIpc
    ? [1, 2, 3, 4, 5]
    : await freePorts(5);
  const info: ConnectionInfo = {
    transport: useIpc ? "ipc" : "tcp",
    ip: useIpc ? socket : "127.0.0.1",
    ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
    key: randomBytes(32).toString("hex"),
    signature_scheme: "hmac-sha256",
  };
  const file = join(folder, "connection.json");
  await writeFile(file, JSON.stringify(info, null, 2), { mode: 0o600 });
  return {
    info,
    file,
    address: (channel) => `${info.transport}://${info.ip}:${info[`${channel}_port`]}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Free TCP ports: all held open together, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listening(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
