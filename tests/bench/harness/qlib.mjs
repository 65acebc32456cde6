import { dataDir } from "./data.mjs";
import { startPeer } from "./peer.mjs";

/** A task of the Python that ASSAY_QLIB_PYTHON names: qlib wants other versions than the other peers. */
export async function inQlib(task, args) {
  const python = process.env.ASSAY_QLIB_PYTHON;
  const peer = python ? await startPeer(dataDir(), python) : null;
  const side = await peer?.prepare(task, args);
  if (side) return { ...side, close: () => peer.stop() };
  await peer?.stop();
  return null;
}
