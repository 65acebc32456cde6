import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ASSAY = new URL("../../lib/bin/assay.js", import.meta.url).pathname;
const TOKEN = "assay-browser-test";

/** `assay lab` in a project, with no setting of the person who runs the tests. */
export class Lab {
  private constructor(
    private readonly server: ChildProcess,
    private readonly address: string,
    private readonly said: string[],
  ) {}

  /** Start it from `dir` with the JupyterLab beside `python`, and wait until it answers. */
  static async start(dir: string, python: string): Promise<Lab> {
    const port = await freePort();
    const jupyter = join(dir, "jupyter");
    settings(join(jupyter, "settings"));
    const args = ["lab", "--no-browser", "--", "--allow-root", "--port", String(port)];
    const server = spawn(process.execPath, [ASSAY, ...args, `--IdentityProvider.token=${TOKEN}`], {
      cwd: dir,
      env: {
        ...process.env,
        PATH: [dirname(python), process.env.PATH].join(delimiter),
        JUPYTER_CONFIG_DIR: join(jupyter, "config"),
        JUPYTER_DATA_DIR: join(jupyter, "data"),
        JUPYTER_RUNTIME_DIR: join(jupyter, "runtime"),
        JUPYTERLAB_SETTINGS_DIR: join(jupyter, "settings"),
        JUPYTERLAB_WORKSPACES_DIR: join(jupyter, "workspaces"),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lab = new Lab(server, `http://127.0.0.1:${port}`, []);
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => lab.said.push(text));
    }
    await lab.answers();
    return lab;
  }

  /** Address of a page of the server, e.g. `lab/tree/notebooks/a.ipynb`. */
  url(path: string): string {
    const url = new URL(path, this.address);
    url.searchParams.set("token", TOKEN);
    return url.href;
  }

  /** What an interrupt from the terminal does: the exit code of `assay lab`. */
  async interrupt(): Promise<number | null> {
    if (this.server.exitCode !== null) return this.server.exitCode;
    const exit = new Promise<number | null>((resolve) => this.server.once("exit", resolve));
    this.server.kill("SIGINT");
    return exit;
  }

  private async answers(): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if (this.server.exitCode !== null) break;
      if (
        await fetch(this.url("api/status")).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await sleep(250);
    }
    this.server.kill("SIGKILL");
    throw new Error(`JupyterLab does not answer; it said:\n${this.said.join("")}`);
  }
}

/** Every cell in the page, also those out of sight; no news from elsewhere. */
function settings(folder: string): void {
  const write = (plugin: string, content: object) => {
    const path = join(folder, "@jupyterlab", `${plugin}.jupyterlab-settings`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  };
  write("notebook-extension/tracker", { windowingMode: "none" });
  write("apputils-extension/notification", { fetchNews: "false", checkForUpdates: false });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
