import { homedir } from "node:os";
import { join } from "node:path";

export interface JupyterFolder {
  /** Jupyter's data folder. Default: `JUPYTER_DATA_DIR`, else where Jupyter looks for this user. */
  dataDir?: string;
  /** Install under `PREFIX/share/jupyter` instead, e.g. a virtual environment. */
  prefix?: string;
}

/** The data folder of Jupyter, as Jupyter itself finds it on each platform. */
export function jupyterDataDir({ dataDir, prefix }: JupyterFolder = {}): string {
  if (dataDir) return dataDir;
  if (prefix) return join(prefix, "share", "jupyter");
  const { env } = process;
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32")
    return join(env.APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "jupyter");
}
