/** What the readers of the ONNX messages share while one file is read. It must hold no result. */
import { type Dim, symbol } from "../graph/dim.ts";
import { parseDim } from "../graph/parse-dim.ts";
import { type Problem, type ProblemCode, type ProblemList, type Severity } from "../graph/problem.ts";
import { entryField, opsetField } from "./onnx-field.ts";
import { type WireReader } from "./protobuf.ts";

const mostExpressions = 4096;

export interface Reading {
  readonly wire: WireReader;
  readonly problems: ProblemList;
  /** Sizes by the text of their dim_param: a few expressions recur in every value. */
  readonly dims: Map<string, Dim>;
  readonly counts: Record<Part, number>;
  /** Where the first part lies that is one too many. */
  readonly leftOut: Map<Part, number>;
}

/** How many nodes are read of one file, in all its graphs and functions. */
export const mostNodes = 110_000;

/**
 * What a model is made of, and how many are read: some ten times what the largest known models have. Of nodes, and of
 * the names of what they read and make, it is less: they take a kilobyte or two in a report.
 */
const mostParts = {
  nodes: mostNodes,
  names: 400_000,
  tensors: 1_000_000,
  values: 500_000,
  functions: 100_000,
  graphs: 200_000,
};

type Part = keyof typeof mostParts;

export function newReading(wire: WireReader, problems: ProblemList): Reading {
  return {
    wire,
    problems,
    dims: new Map(),
    counts: { nodes: 0, names: 0, tensors: 0, values: 0, functions: 0, graphs: 0 },
    leftOut: new Map(),
  };
}

/** Counts one more; false when there are too many, so that it should be skipped. */
export function takePart(reading: Reading, part: Part): boolean {
  const most = mostParts[part];
  const count = ++reading.counts[part];
  if (count === most + 1) reading.leftOut.set(part, reading.wire.position);
  return count <= most;
}

const partTexts: Partial<Record<Part, string>> = { names: "inputs and outputs of nodes" };

/** One problem for each kind of part of which there are too many. */
export function leftOutProblems({ counts, leftOut }: Reading): readonly Problem[] {
  return [...leftOut].map(([part, offset]) =>
    tooMany(partTexts[part] ?? part, { count: counts[part], most: mostParts[part], offset }),
  );
}

interface Excess {
  readonly count: number;
  readonly most: number;
  /** Where the first one lies that is left out. */
  readonly offset: number;
}

function tooMany(parts: string, { count, most, offset }: Excess): Problem {
  const message = `There are more than ${most} ${parts}; ${count - most} of ${count} are left out, and totals are lower bounds.`;
  return { code: "limit", severity: "error", message, offset };
}

/** Lets a reader fill a value field by field. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type Complaint = readonly [code: ProblemCode, severity: Severity, message: string];

export function complain(reading: Reading, offset: number, [code, severity, message]: Complaint): void {
  reading.problems.add({ code, severity, message, offset });
}

/** ONNX writes its own domain as `""` or as `ai.onnx`. */
export function normalizedDomain(domain: string): string {
  return domain === "ai.onnx" ? "" : domain;
}

export function dimOf(reading: Reading, text: string): Dim {
  const known = reading.dims.get(text);
  if (known !== undefined) return known;
  // A hostile file could keep us busy with expressions; beyond that number they stay what they are as text.
  const dim = reading.dims.size < mostExpressions ? parseDim(text) : symbol(text);
  reading.dims.set(text, dim);
  return dim;
}

/** StringStringEntryProto; undefined when it is none. */
export function readEntry({ wire }: Reading): readonly [key: string, value: string] | undefined {
  let key = "";
  let value = "";
  const span = wire.message((field) => {
    if (field === entryField.key) key = wire.string() ?? key;
    else if (field === entryField.value) value = wire.string() ?? value;
  });
  return span && [key, value];
}

export function readEntryInto(reading: Reading, entries: Map<string, string>): void {
  const entry = readEntry(reading);
  if (entry) entries.set(...entry);
}

/** OperatorSetIdProto. Of two versions for one domain the higher one counts, as onnx.proto says. */
export function readOpsetInto({ wire }: Reading, opsets: Map<string, number>): void {
  let domain = "";
  let version = 0;
  const span = wire.message((field) => {
    if (field === opsetField.domain) domain = wire.string() ?? domain;
    else if (field === opsetField.version) version = wire.number("int64") ?? version;
  });
  if (!span) return;
  domain = normalizedDomain(domain);
  opsets.set(domain, Math.max(version, opsets.get(domain) ?? version));
}
