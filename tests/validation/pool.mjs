import { Piscina } from "piscina";

/** The default export of the module at `url`, called with every task on two worker threads; results in order. */
export async function spread(url, tasks) {
  const pool = new Piscina({ filename: url, maxThreads: 2 });
  try {
    return await Promise.all(tasks.map((task) => pool.run(task)));
  } finally {
    await pool.destroy();
  }
}

/** Numbers 0 … `total` − 1 in runs of at most `size`, each as `{ from, to }`. */
export function runs(total, size) {
  return Array.from({ length: Math.ceil(total / size) }, (_, k) => ({
    from: k * size,
    to: Math.min(total, (k + 1) * size),
  }));
}
