import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { AssayError, checkInteger, checkKeys } from "../../core/index.js";

export interface ServeOptions {
  /** 0: any that is free. Default 0. */
  port?: number;
}

/** A site that is being served. */
export interface ServedSite {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".log": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".pdf": "application/pdf",
};

/** Serve a folder to browsers on this machine only. Nothing outside of the folder is read, and nothing can be changed. */
export async function serveSite(folder: string, options: ServeOptions = {}): Promise<ServedSite> {
  const who = "report.serveSite";
  checkKeys(who, options, ["port"]);
  const port = checkInteger(who, "port", options.port ?? 0, 0);
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => end(response, 500));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE";
      const fix = taken ? "choose another one, or 0 for any that is free" : cause.message;
      reject(new AssayError(who, "cannot listen on this port", { received: port, fix, cause }));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === "object" ? bound?.port : port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return end(response, 405);
  if (!isOwnHost(request.headers.host)) return end(response, 403);
  const path = pathOf(request.url ?? "/");
  const found = path === undefined ? undefined : await fileIn(folder, path);
  if (!found) return end(response, 404);
  response.writeHead(200, {
    "Content-Type": TYPES[extname(found.file).toLowerCase()] ?? "application/octet-stream",
    "Content-Length": found.size,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  createReadStream(found.file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** A page elsewhere may have its own name point to this machine; then it asks with that name. */
const isOwnHost = (host = ""): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

/** The path that an address asks for; undefined where it is none. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    return path.startsWith("/") && !path.includes("\0") && !path.split(/[/\\]/).includes("..")
      ? path
      : undefined;
  } catch {
    return undefined;
  }
}

/** A regular file that really is in the folder, links followed. */
async function fileIn(folder: string, path: string): Promise<{ file: string; size: number } | undefined> {
  try {
    const top = await realpath(folder);
    const file = await realpath(join(top, path.endsWith("/") ? `${path}index.html` : path));
    const stats = await stat(file);
    return file.startsWith(top + sep) && stats.isFile() ? { file, size: stats.size } : undefined;
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${status}\n`);
}
