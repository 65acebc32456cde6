import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LineReader, LineWriter } from "../../lib/src/core/index.js";
import { METRICS_HEADER, metricLine, parseMetricLine } from "../../lib/src/tracking/metricLine.js";
import { MetricState } from "../../lib/src/tracking/metricState.js";
import { plainJson } from "../../lib/src/tracking/plainJson.js";
import { redactCounted } from "../../lib/src/tracking/secrets.js";

const time = fc
  .date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const name = fc.stringMatching(/^[A-Za-z0-9_./-]{1,20}$/);
const anyBits = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE),
  fc
    .bigInt({ min: 0n, max: 2n ** 64n - 1n })
    .map((bits) => new Float64Array(new BigUint64Array([bits]).buffer)[0]),
);
const point = fc.record({
  step: fc.nat(),
  time,
  name,
  value: anyBits,
  cell: fc.oneof(fc.string(), fc.constantFrom('a,"b"', '"', ",,", "é,\u2028", "x\r\ny")),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-lines-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a line of metrics.csv", () => {
  it("reads back as the point that was written, to the bit", () => {
    fc.assert(
      fc.property(point, (written) => {
        const line = metricLine(written);
        expect(line.indexOf("\n")).toBe(line.length - 1);
        const expected = { ...written, cell: written.cell.replace(/[\r\n]+/g, " ") };
        expect(parseMetricLine(line.slice(0, -1))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("cut anywhere is no point, or differs in its last field only", () => {
    fc.assert(
      fc.property(point, fc.nat(), (written, at) => {
        const line = metricLine(written).slice(0, -1);
        const cut = parseMetricLine(line.slice(0, at % line.length));
        if (cut) expect({ ...cut, cell: "" }).toEqual({ ...written, cell: "" });
      }),
      { numRuns: 2000 },
    );
  });

  it("of any text does not throw", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseMetricLine(text)));
  });
});

describe("lines appended to a file", () => {
  it("are read whole and once, wherever a reader looks and a writer was torn", () => {
    const line = fc.string({ minLength: 1 }).map((text) => text.replace(/[\r\n]/g, "_"));
    const action = fc.oneof(
      fc.record({ do: fc.constant("append" as const), line }),
      fc.constant({ do: "read" as const }),
      fc.constant({ do: "reopen" as const }),
    );
    let serial = 0;
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const path = join(folder, `${serial++}.txt`);
        const reader = new LineReader(path);
        let writer = new LineWriter(path);
        const written: string[] = [];
        const read: string[] = [];
        for (const act of actions) {
          if (act.do === "append") {
            writer.append(`${act.line}\n`);
            written.push(act.line);
          } else if (act.do === "read") read.push(...reader.next());
          else {
            writer.close();
            writeFileSync(path, "torn", { flag: "a" });
            written.push("torn");
            writer = new LineWriter(path);
            writer.append("after\n");
            written.push("after");
          }
        }
        writer.close();
        read.push(...reader.next());
        expect(read).toEqual(written);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the metrics of a record", () => {
  it("do not depend on how often the file is looked at", () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (points) => {
        const once = new MetricState();
        const often = new MetricState();
        once.add(METRICS_HEADER.trim());
        for (const line of points.map((p) => metricLine(p).slice(0, -1))) {
          once.add(line);
          often.add(line);
          often.fields();
        }
        expect(often.fields()).toEqual(once.fields());
        expect(once.fields().metricPoints).toBe(points.length);
      }),
    );
  });
});

describe("plain data", () => {
  it("of JSON is itself", () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: "medium" }), (value) => {
        expect(JSON.parse(JSON.stringify(plainJson("test", value)))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });
});

describe("redaction", () => {
  it("keeps the number of lines, so that a patch stays a patch", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "a",
            `AKIA${"B".repeat(16)}`,
            "-----BEGIN PRIVATE KEY-----",
            "x",
            "-----END PRIVATE KEY-----",
          ),
        ),
        (parts) => {
          const text = parts.join("\n");
          expect(redactCounted(text).text.split("\n")).toHaveLength(text.split("\n").length);
        },
      ),
    );
  });
});
