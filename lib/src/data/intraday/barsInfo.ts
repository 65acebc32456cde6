/** How the times of an intraday dataset came about; a part of its manifest. */
export interface BarsInfo {
  /** Session calendar that decides what a session is, e.g. `XNYS`. */
  readonly calendar: string;
  /** Whether the source named a bar by its start or its end. Stored is the end. */
  readonly label: "start" | "end";
  /** IANA zone of the source's times that carried none. */
  readonly zone?: string;
  /** Minutes after the close whose bars count as regular, for the closing auction. */
  readonly closingAuctionMinutes: number;
  /** End of the last bar, ISO 8601, UTC. */
  readonly until: string;
}
