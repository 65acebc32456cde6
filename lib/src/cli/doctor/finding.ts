/** What the doctor found out about one thing: a warning can be lived with, a problem can not. */
export interface Finding {
  readonly check: string;
  readonly status: "ok" | "warning" | "problem";
  readonly message: string;
  /** How to repair it; of warnings and problems. */
  readonly fix?: string;
}

export const ok = (check: string, message: string): Finding => ({ check, status: "ok", message });

export const warning = (check: string, message: string, fix: string): Finding => ({
  check,
  status: "warning",
  message,
  fix,
});

export const problem = (check: string, message: string, fix: string): Finding => ({
  check,
  status: "problem",
  message,
  fix,
});
