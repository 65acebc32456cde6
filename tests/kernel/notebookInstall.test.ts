import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installKernelspec, jupyterDataDir, Kernel } from "../../lib/dist/notebook/index.js";
import { TestProject } from "../support/notebooks.js";

let project: TestProject;
beforeAll(() => {
  project = new TestProject();
});
afterAll(() => project.remove());

describe("the kernelspec", () => {
  it("is written where Jupyter looks, with absolute paths", async () => {
    const folder = await installKernelspec({ prefix: project.root });
    expect(folder).toBe(join(project.root, "share", "jupyter", "kernels", "assay-typescript"));
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
    expect(spec).toMatchObject({ display_name: "Assay (TypeScript)", language: "typescript" });
    expect(spec.argv[0]).toBe(process.execPath);
    expect(spec.argv.at(-1)).toBe("{connection_file}");
  });

  it("goes to JUPYTER_DATA_DIR when that is set", () => {
    const before = process.env.JUPYTER_DATA_DIR;
    process.env.JUPYTER_DATA_DIR = "/somewhere/jupyter";
    expect(jupyterDataDir()).toBe("/somewhere/jupyter");
    if (before === undefined) delete process.env.JUPYTER_DATA_DIR;
    else process.env.JUPYTER_DATA_DIR = before;
  });

  it("refuses an unknown option", async () => {
    await expect(installKernelspec({ prefx: "/x" } as object)).rejects.toThrow("did you mean prefix?");
  });

  it("starts a kernel that ends when the program that started it has died", async () => {
    const folder = await installKernelspec({ dataDir: join(project.root, "jupyter") });
    const { argv } = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
    const connection = {
      transport: "ipc",
      ip: join(project.root, "k"),
      key: "k",
      signature_scheme: "hmac-sha256",
    };
    const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
    const file = join(project.root, "connection.json");
    const args = argv.map((arg: string) => arg.replace("{connection_file}", file));
    const script = `const { spawn } = require("node:child_process"); const fs = require("node:fs");
      fs.writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify({ ...connection, ...ports }))});
      const kernel = spawn(${JSON.stringify(args[0])}, ${JSON.stringify(args.slice(1))}, { stdio: "ignore", detached: true });
      console.log(kernel.pid); setTimeout(() => process.exit(), 2500);`;
    const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    expect(isAlive(pid)).toBe(true);
    await new Promise((resolve) => parent.once("exit", resolve));
    await expect.poll(() => isAlive(pid), { timeout: 5000, interval: 200 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[2] !== "Z";
  } catch {
    return false;
  }
}

describe("a kernel in a sub-folder of a project", () => {
  it("finds the library, its types, completion and documentation", async () => {
    const cwd = join(project.root, "notebooks", "deep");
    mkdirSync(cwd, { recursive: true });
    const kernel = await Kernel.start({ cwd });
    const failed: unknown[] = [];
    const { reply } = await kernel.execute(
      `import { parameters, z, display } from "assay/notebook";`,
      (m) => {
        if (m.header.msg_type === "error") failed.push(m.content);
      },
    );
    expect(failed).toEqual([]);
    expect(reply.content.status).toBe("ok");
    const { matches } = await kernel.complete("disp");
    expect(matches).toContain("display");
    const { data } = await kernel.inspect("parameters", 3);
    expect((data as Record<string, string>)["text/plain"]).toContain("Declare the parameters of a notebook");
    await kernel.execute("const p = parameters({ n: z.number().default(3) });", () => undefined);
    const wrong = await kernel.execute("const text: string = p.n;", () => undefined);
    expect(wrong.reply.content).toMatchObject({ ename: "TypeScriptError" });
    await sleep(250);
    await kernel.shutdown();
  });
});
