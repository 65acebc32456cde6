/** SQL for the lines of CSV files that a scan with `store_rejects` could not split into columns: `file`, `row`, `line`. */
export const MALFORMED_LINES = `SELECT parse_filename(s.file_path) AS file, e.line AS row, any_value(e.csv_line) AS line
  FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id) GROUP BY s.file_path, e.line ORDER BY ALL`;
