import threads = require("node:worker_threads");

/** Looks at the parent process once a second, from a thread of its own: a busy cell cannot hold it up. */
const WATCH = `
const parent = process.ppid;
const alive = () => { try { process.kill(parent, 0); return true; } catch (e) { return e.code === "EPERM"; } };
setInterval(() => { if (process.ppid !== parent || !alive()) process.kill(process.pid, "SIGKILL"); }, 1000);
`;

/** End this kernel when the program that started it has died. */
function watchParent(): void {
  new threads.Worker(WATCH, { eval: true, execArgv: [], stdout: false, stderr: false }).unref();
}

export = watchParent;
