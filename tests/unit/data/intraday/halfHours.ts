/** 30-minute bars of some symbols in a session. */
export function day(date: string, symbols: readonly string[]): string[] {
  return symbols.flatMap((symbol, j) =>
    Array.from({ length: 13 }, (_, i) => {
      const minute = 600 + 30 * i;
      const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const close = 20 + j + ((i * 7 + Number(date.slice(8))) % 5) / 10;
      return [symbol, `${date} ${time}`, 20 + j, 21 + j, 19 + j, close, 100 + i].join(",");
    }),
  );
}

export const csv = (lines: readonly string[]) =>
  `${["symbol,datetime,open,high,low,close,volume", ...lines].join("\n")}\n`;
