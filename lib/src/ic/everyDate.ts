/** `every date`, `every 2nd date`, `every 21st date`. */
export function everyDate(n: number): string {
  if (n === 1) return "every date";
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `every ${n}${(!teen && ["th", "st", "nd", "rd"][n % 10]) || "th"} date`;
}
