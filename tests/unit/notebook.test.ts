import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decode, encode, newMessage } from "../../lib/src/notebook/client/message.js";
import { markPending } from "../../lib/src/notebook/execute/metadata.js";
import { isCode } from "../../lib/src/notebook/execute/nbformat.js";
import { Outputs } from "../../lib/src/notebook/execute/outputs.js";
import { UnwritableError } from "../../lib/src/notebook/execute/unwritableError.js";
import {
  EXIT_CODES,
  exitCodeOf,
  formatNotebook,
  ParameterError,
  parameters,
  parseNotebook,
} from "../../lib/src/notebook/index.js";
import { kernelEnv } from "../../lib/src/notebook/launcher.js";
import { fromText } from "../../lib/src/notebook/parameters/fromText.js";
import { injectParameters } from "../../lib/src/notebook/parameters/inject.js";
import { jsonSchema, typeText } from "../../lib/src/notebook/parameters/schema.js";
import { toSource } from "../../lib/src/notebook/parameters/toSource.js";
import { code, markdown, notebookText } from "../support/notebooks.js";

describe("parameters", () => {
  const declared = () =>
    parameters({
      dataset: z.string().default("demo").describe("dataset in the lake"),
      horizons: z.array(z.number().int().positive()).default([1, 5, 21]),
      freq: z.enum(["daily", "weekly"]).default("daily"),
      seed: z.number().int(),
    });

  it("hold their defaults, and only them as keys", () => {
    const params = declared();
    expect(params.horizons).toEqual([1, 5, 21]);
    expect(JSON.parse(JSON.stringify(params))).toEqual({
      dataset: "demo",
      horizons: [1, 5, 21],
      freq: "daily",
    });
  });

  it("refuse to be read without a default or a value", () => {
    const params = declared();
    expect(() => params.seed).toThrow("parameters: parameter seed has no default and was not given");
    params.override({ seed: 7 });
    expect(params.seed).toBe(7);
    expect(Object.keys(params)).toContain("seed");
  });

  it("change together or not at all", () => {
    const params = declared();
    expect(() => params.override({ dataset: "x", horizons: [0] })).toThrow(ParameterError);
    expect(params.dataset).toBe("demo");
  });

  it.each([
    [
      { horizon: [1] },
      "unknown parameter horizon; the notebook declares dataset, horizons, freq, seed (did you mean horizons?)",
    ],
    [
      { freq: "weekli" },
      'parameter freq is refused: Invalid option: expected one of "daily"|"weekly", got "weekli" (did you mean weekly?)',
    ],
    [
      { horizons: [1, 2.5] },
      "parameter horizons[1] is refused: Invalid input: expected int, received number, got 2.5",
    ],
  ])("say what is wrong with %j", (values, message) => {
    expect(() => declared().override(values as object)).toThrow(`parameters: ${message}`);
  });

  it("cannot be named like their own method", () => {
    expect(() => parameters({ override: z.number() })).toThrow("cannot be named override");
  });
});

describe("values from a command line", () => {
  it.each<[z.ZodType, string, unknown]>([
    [z.string(), "12", "12"],
    [z.number(), "1e-3", 0.001],
    [z.number(), "abc", "abc"],
    [z.number(), "", ""],
    [z.int(), "1_000", 1000],
    [z.boolean(), "false", false],
    [z.boolean().default(true), "no", false],
    [z.array(z.number()).default([1]), "1,5,21", [1, 5, 21]],
    [z.array(z.number()), "1, 5", [1, 5]],
    [z.array(z.number()), "[1, 5]", [1, 5]],
    [z.array(z.number()), "7", [7]],
    [z.array(z.string()), "", []],
    [z.array(z.string()), "a,b", ["a", "b"]],
    [z.array(z.enum(["a", "b"])), "b", ["b"]],
    [z.enum(["1", "2"]), "2", "2"],
    [z.union([z.number(), z.literal("auto")]), "auto", "auto"],
    [z.union([z.number(), z.literal("auto")]), "3", 3],
    [z.number().nullable(), "null", null],
    [z.number().optional(), "2", 2],
    [z.iso.date(), "2020-01-31", "2020-01-31"],
    [z.date(), "2020-01-31", new Date("2020-01-31T00:00:00Z")],
    [z.bigint(), "12345678901234567890", 12345678901234567890n],
    [z.object({ a: z.number() }), '{"a": 1}', { a: 1 }],
    [z.record(z.string(), z.number()), '{"a": 1}', { a: 1 }],
    [z.any(), "text", "text"],
  ])("%# are read by the type of the parameter", (schema, text, value) => {
    expect(fromText(schema, text)).toEqual(value);
  });

  it("read back what a number or a list of numbers is written as", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (list) => {
        expect(fromText(z.array(z.number()), list.map(String).join(","))).toEqual(
          list.map((x) => Number(String(x))),
        );
      }),
    );
  });
});

describe("types for a reader", () => {
  it.each<[z.ZodType, string]>([
    [z.int().positive(), "integer > 0"],
    [z.array(z.int().positive()).default([1]), "(integer > 0)[]"],
    [z.array(z.string()), "string[]"],
    [z.enum(["a", "b"]), '"a" | "b"'],
    [z.number().min(0).max(1), "number >= 0, <= 1"],
    [z.iso.date(), "date"],
    [z.date(), "date-time"],
    [z.number().nullable(), "number | null"],
  ])("%# are short", (schema, text) => {
    expect(typeText(jsonSchema(schema))).toBe(text);
  });
});

describe("source of a value", () => {
  it("evaluates to the value", () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(Number.NaN, Infinity, undefined, new Date(0), 12n),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (given) => {
        const { __proto__: _, ...plain } = given as Record<string, unknown>;
        expect(new Function(`return ${toSource(plain)}`)()).toEqual(plain);
      }),
    );
  });
});

describe("notebooks", () => {
  it("get ids that depend on their content only, and are unique", () => {
    const text = notebookText(code("1"), code("1"), markdown("1"), { ...code("2"), id: "kept" });
    const ids = parseNotebook(text).cells.map(({ id }) => id);
    expect(ids).toEqual(parseNotebook(text).cells.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
    expect(ids[3]).toBe("kept");
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
  });

  it("keep their text through writing and reading", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (sources) => {
        const notebook = parseNotebook(notebookText(...sources.map((source) => code(source))));
        expect(parseNotebook(formatNotebook(notebook)).cells.map(({ source }) => source)).toEqual(sources);
      }),
    );
  });

  it.each([
    ["{", "is not JSON"],
    ['{"nbformat": 3}', "must be a Jupyter notebook of nbformat 4, got 3"],
    ['{"nbformat": 4, "cells": [{"cell_type": "x"}]}', "cell_type must be one of code, markdown, raw"],
  ])("that are none are refused: %s", (text, message) => {
    expect(() => parseNotebook(text)).toThrow(message);
  });

  it("keep metadata that nobody knows, such as that of VS Code, but no times of an earlier run", () => {
    const metadata = { vscode: { languageId: "typescript" }, tags: ["keep"], own: [1], execution: { a: 1 } };
    const cell = { ...code("1"), metadata };
    const text = JSON.stringify({
      cells: [cell],
      metadata: { vscode: { a: 1 }, own: 2 },
      nbformat: 4,
      nbformat_minor: 5,
    });
    const notebook = parseNotebook(text);
    markPending(notebook);
    const saved = JSON.parse(formatNotebook(notebook));
    const { execution: _, ...kept } = metadata;
    expect(saved.metadata).toEqual({ vscode: { a: 1 }, own: 2 });
    expect(saved.cells[0].metadata).toMatchObject(kept);
    expect(saved.cells[0].metadata).not.toHaveProperty("execution");
  });

  it("take given parameters after their parameters cell, once", () => {
    const notebook = parseNotebook(notebookText(markdown("#"), code("const p = …", "parameters"), code("3")));
    const found = { cell: 1, variable: "p", specs: [], values: {} };
    injectParameters(notebook, { ...found, given: { n: 1, "odd name": ["a"] } });
    injectParameters(notebook, { ...found, given: { n: 2 } });
    expect(notebook.cells.map(({ source }) => source)).toEqual([
      "#",
      "const p = …",
      "// Parameters\np.override({ n: 2 });",
      "3",
    ]);
    expect(notebook.cells[2].metadata.tags).toEqual(["injected-parameters"]);
    injectParameters(notebook, { ...found, given: {} });
    expect(notebook.cells).toHaveLength(3);
  });
});

describe("outputs", () => {
  const cells = parseNotebook(notebookText(code("1"), code("2"))).cells.filter(isCode);
  const message = (type: string, content: object) => ({ ...newMessage(type, { ...content }, "s") });
  const fresh = () => {
    for (const cell of cells) cell.outputs = [];
    return new Outputs((cell, error) => cell.outputs.push(error));
  };

  it("join text of one stream", () => {
    const outputs = fresh();
    for (const [name, text] of [
      ["stdout", "a"],
      ["stdout", "b\n"],
      ["stderr", "c"],
      ["stdout", "d"],
    ]) {
      outputs.apply(cells[0], message("stream", { name, text }));
    }
    expect(cells[0].outputs).toMatchObject([{ text: "ab\n" }, { name: "stderr", text: "c" }, { text: "d" }]);
  });

  it("replace a display by its id in every cell", () => {
    const outputs = fresh();
    const data = (text: string) => ({
      data: { "text/plain": text },
      metadata: {},
      transient: { display_id: "x" },
    });
    outputs.apply(cells[0], message("display_data", data("one")));
    outputs.apply(cells[1], message("display_data", data("two")));
    outputs.apply(cells[1], message("update_display_data", data("three")));
    expect(cells.map((cell) => cell.outputs)).toMatchObject([
      [{ data: { "text/plain": "three" } }],
      [{ data: { "text/plain": "three" } }],
    ]);
  });

  it("are cleared at once, or with the next output", () => {
    const outputs = fresh();
    const print = (text: string) => outputs.apply(cells[0], message("stream", { name: "stdout", text }));
    print("1");
    outputs.apply(cells[0], message("clear_output", { wait: true }));
    expect(cells[0].outputs).toHaveLength(1);
    print("2");
    expect(cells[0].outputs).toMatchObject([{ text: "2" }]);
    outputs.apply(cells[0], message("clear_output", { wait: false }));
    expect(cells[0].outputs).toEqual([]);
  });
});

describe("messages", () => {
  it("survive the wire, and are refused when their signature is wrong", () => {
    const sent = newMessage("execute_request", { code: "1 + 1 // ü" }, "session");
    const frames = ["identity", ...encode(sent, "key")].map((frame) => Buffer.from(frame));
    expect(decode(frames, "key")).toEqual(sent);
    expect(decode(frames, "other")).toBeUndefined();
    expect(decode(frames.slice(0, 3), "key")).toBeUndefined();
  });
});

describe("exit codes", () => {
  it("are distinct, and one per way to end", () => {
    expect(new Set(EXIT_CODES.map(({ code }) => code)).size).toBe(EXIT_CODES.length);
    expect(
      ["completed", "failed", "type-error", "timeout", "dead", "interrupted"].map((status) =>
        exitCodeOf({ status }),
      ),
    ).toEqual([0, 1, 6, 3, 4, 130]);
    expect(exitCodeOf(new ParameterError("p", "is wrong"))).toBe(2);
    expect(exitCodeOf(new Error("a bug"))).toBe(1);
  });

  it("tell what could not be written from what could not be read", () => {
    const failed = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });
    expect(exitCodeOf(failed("ENOSPC", "write"))).toBe(7);
    expect(exitCodeOf(failed("EROFS", "open"))).toBe(7);
    expect(exitCodeOf(failed("ENOTDIR", "scandir"))).toBe(7);
    expect(exitCodeOf(failed("EACCES", "mkdir"))).toBe(7);
    expect(exitCodeOf(failed("EACCES", "open"))).toBe(1);
    expect(exitCodeOf(new UnwritableError("notebook.ipynb", failed("EACCES", "open")))).toBe(7);
  });
});

describe("the kernel's environment", () => {
  it.skipIf(process.platform !== "linux")(
    "asks for huge pages and keeps memory unless the user set the allocator",
    () => {
      expect(kernelEnv({})).toEqual({
        GLIBC_TUNABLES:
          "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=268435456",
      });
      const own = "glibc.malloc.trim_threshold=128";
      expect(kernelEnv({ GLIBC_TUNABLES: own })).toEqual({ GLIBC_TUNABLES: own });
    },
  );
});
