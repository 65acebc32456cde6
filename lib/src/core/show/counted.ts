/** A number with its noun: `1 run`, `2 runs`, `1,204 runs`. */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? noun : plural}`;
}
