/** Reads the header of a safetensors file. It must not read weights; nothing in this format runs code. */
import { byteLength, type DataType } from "../graph/data-type.ts";
import { type Problem, ProblemList } from "../graph/problem.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { type ByteSource } from "./byte-source.ts";
import { type Checkpoint, type CheckpointTensor, emptyCheckpoint, guessedRole } from "./checkpoint.ts";
import { asArray, asObject, at, duplicateKeys, parseJson } from "./json-text.ts";
import { countOf } from "./place-tensors.ts";
import { quoted } from "./quoted.ts";

/** As the reference implementation has it. */
const longestHeader = 100_000_000;
const mostTensors = 500_000;
const mostDims = 64;
const lengthBytes = 8;

const types: ReadonlyMap<string, DataType> = new Map([
  ["BOOL", "bool"],
  ["U8", "uint8"],
  ["I8", "int8"],
  ["U16", "uint16"],
  ["I16", "int16"],
  ["U32", "uint32"],
  ["I32", "int32"],
  ["U64", "uint64"],
  ["I64", "int64"],
  ["F16", "float16"],
  ["BF16", "bfloat16"],
  ["F32", "float32"],
  ["F64", "float64"],
  ["C64", "complex64"],
  ["F8_E4M3", "float8e4m3fn"],
  ["F8_E5M2", "float8e5m2"],
  ["F8_E8M0", "float8e8m0"],
  ["F8_E4M3FNUZ", "float8e4m3fnuz"],
  ["F8_E5M2FNUZ", "float8e5m2fnuz"],
  ["F4", "float4e2m1"],
]);
/** Of types that ONNX does not have. */
const bitsOfOthers: ReadonlyMap<string, number> = new Map([
  ["F6_E2M3", 6],
  ["F6_E3M2", 6],
]);

export function readSafetensors(source: ByteSource): Checkpoint {
  const header = headerOf(source);
  if ("problem" in header) return emptyCheckpoint("safetensors", [header.problem]);
  const problems = new ProblemList();
  for (const it of duplicateKeys(header.text, "The header")) problems.add(it);
  const { start } = header;
  const tensors: CheckpointTensor[] = [];
  const metadata = new Map<string, string>();
  for (const [name, it] of Object.entries(header.json)) {
    if (name === "__metadata__") addMetadata(it, metadata, problems);
    else if (tensors.length >= mostTensors) {
      report(problems, "limit", `The file has more than ${mostTensors} tensors; the rest is left out.`);
      break;
    } else {
      const tensor = tensorOf(name, it, { start, size: source.size, problems });
      if (tensor) tensors.push(tensor);
    }
  }
  checkLayout(tensors, { start, end: source.size }, problems);
  return { format: "safetensors", tensors, others: [], metadata, imports: [], problems: problems.finish() };
}

/** Eight bytes for a length below the limit, then `{`. */
export function isSafetensors(source: ByteSource): boolean {
  const cursor = new ByteCursor(source);
  const length = cursor.uint64();
  return cursor.byte() === 0x7b && !cursor.isCut && length <= longestHeader;
}

type Header =
  | { readonly problem: Problem }
  | { readonly text: string; readonly json: Readonly<Record<string, unknown>>; readonly start: number };

function headerOf(source: ByteSource): Header {
  const fail = (message: string, offset = 0, code: Problem["code"] = "unreadable"): Header => ({
    problem: { code, severity: "error", message, offset },
  });
  const cursor = new ByteCursor(source);
  const length = cursor.uint64();
  if (cursor.isCut) return fail(`The file has ${source.size} bytes, too few for a safetensors file.`);
  if (length > longestHeader) {
    return fail(
      `The header would take ${length} bytes; up to ${longestHeader} are allowed, so this is no safetensors file.`,
    );
  }
  if (length > cursor.left) {
    return fail(`The header takes ${length} bytes, where the file has ${cursor.left} left: it is cut off.`);
  }
  const bytes = cursor.bytes(length);
  if (bytes[0] !== 0x7b)
    return fail("The header does not begin with {, so this is no safetensors file.", lengthBytes);
  const text = utf8(bytes);
  const parsed = text === undefined ? undefined : parseJson(text, "The header");
  const json = parsed?.ok ? asObject(parsed.value) : undefined;
  if (text === undefined || !json)
    return fail("The header is no JSON, so this is no safetensors file.", lengthBytes);
  return { text, json, start: lengthBytes + length };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface Place {
  readonly start: number;
  readonly size: number;
  readonly problems: ProblemList;
}

function tensorOf(
  name: string,
  value: unknown,
  { start, size, problems }: Place,
): CheckpointTensor | undefined {
  const code = at(value, "dtype");
  const shape = counts(at(value, "shape"));
  const [begin, end, ...more] = counts(at(value, "data_offsets")) ?? [];
  if (
    typeof code !== "string" ||
    !shape ||
    begin === undefined ||
    end === undefined ||
    more.length > 0 ||
    end < begin
  ) {
    report(
      problems,
      "malformed",
      `The header has no type, sizes and place for tensor ${quoted(name)}; it is left out.`,
    );
    return undefined;
  }
  const dtype = types.get(code);
  const elements = countOf(shape);
  const found = { name, code, shape, begin, end };
  check(found, { start, size, problems });
  return {
    name,
    ...(dtype && { dtype }),
    shape,
    elements,
    bytes: end - begin,
    ownBytes: end - begin,
    isShared: false,
    place: { container: "", offset: start + begin, length: end - begin },
    role: guessedRole(name, dtype),
  };
}

interface FoundTensor {
  readonly name: string;
  readonly code: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Whether the tensor's bytes are as many as its sizes and type take, and in the file. */
function check({ name, code, shape, begin, end }: FoundTensor, { start, size, problems }: Place): void {
  const dtype = types.get(code);
  const elements = countOf(shape);
  const bits = bitsOfOthers.get(code);
  const expected =
    elements === undefined
      ? undefined
      : bits === undefined
        ? byteLength(dtype, elements)
        : Math.ceil((elements * bits) / 8);
  if (!dtype && bits === undefined)
    problems.add({
      code: "unsupported",
      severity: "warning",
      message: `Tensor ${quoted(name)} has type ${quoted(code)}, which is not known.`,
      subject: name,
    });
  const place = { subject: name, offset: start + begin };
  if (elements === undefined) {
    const message = `Tensor ${quoted(name)} would have more elements than can be counted.`;
    problems.add({ code: "malformed", severity: "error", message, subject: name });
  } else if (expected !== undefined && expected !== end - begin) {
    const message = `Tensor ${quoted(name)} has ${end - begin} bytes, where ${shape.join("×") || "one element"} takes ${expected}.`;
    problems.add({
      code: "malformed",
      severity: "error",
      message,
      ...(place.offset <= size ? place : { subject: name }),
    });
  }
  if (start + end > size) {
    const message = `Tensor ${quoted(name)} lies at bytes ${start + begin} to ${start + end}, where the file has ${size}.`;
    problems.add({ code: "truncated", severity: "error", message, subject: name });
  }
}

/** Nothing may overlap, and nothing may lie between: bytes that no tensor has could be another file. */
function checkLayout(
  tensors: CheckpointTensor[],
  { start, end }: { readonly start: number; readonly end: number },
  problems: ProblemList,
): void {
  const order = tensors
    .map((it, i) => [it, i] as const)
    .sort(([a], [b]) => a.place.offset - b.place.offset || a.bytes - b.bytes);
  let reached = start;
  let previous = "the header";
  for (const [it, i] of order) {
    const { offset, length } = it.place;
    if (offset < reached && length > 0) {
      const message = `Tensor ${quoted(it.name)} begins ${reached - offset} bytes before ${previous} ends.`;
      problems.add({ code: "malformed", severity: "error", message, subject: it.name });
      const ownBytes = Math.max(0, offset + length - reached);
      tensors[i] = { ...it, ownBytes, isShared: ownBytes === 0 };
    } else if (offset > reached) {
      const message = `${offset - reached} bytes before tensor ${quoted(it.name)} belong to no tensor.`;
      problems.add({ code: "malformed", severity: "error", message, subject: it.name });
    }
    if (offset + length > reached) {
      reached = offset + length;
      previous = `tensor ${quoted(it.name)}`;
    }
  }
  if (reached < end)
    report(problems, "malformed", `${end - reached} bytes after ${previous} belong to no tensor.`);
}

function addMetadata(value: unknown, into: Map<string, string>, problems: ProblemList): void {
  for (const [key, it] of Object.entries(asObject(value) ?? {})) {
    if (typeof it === "string") into.set(key, it);
    else report(problems, "malformed", `The metadata ${quoted(key)} is no text.`, "warning");
  }
}

/** Whole numbers from 0 up; undefined when it is anything else. */
function counts(value: unknown): readonly number[] | undefined {
  const items = asArray(value);
  if (!items || items.length > mostDims) return undefined;
  return items.every((it): it is number => Number.isSafeInteger(it) && (it as number) >= 0)
    ? items
    : undefined;
}

function report(
  problems: ProblemList,
  code: Problem["code"],
  message: string,
  severity: Problem["severity"] = "error",
): void {
  problems.add({ code, severity, message });
}
