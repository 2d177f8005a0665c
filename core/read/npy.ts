/** Reads the head of a NumPy array file. It must not read its values; objects in it are a pickle and only read as one. */
import { byteLength, type DataType } from "../graph/data-type.ts";
import { type Problem, type Result } from "../graph/problem.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { type ByteSource } from "./byte-source.ts";
import { numpyItemSize, numpyType } from "./numpy-type.ts";

export interface NpyArray {
  /** The type as the file writes it: `<f4`; of a record, its fields. */
  readonly code: string;
  readonly dtype?: DataType;
  readonly shape: readonly number[];
  readonly isFortran: boolean;
  /** Where the values begin. */
  readonly offset: number;
  /** Bytes of the values; undefined when it is not known what they take. */
  readonly bytes?: number;
  /** The values are Python objects: a pickle follows. */
  readonly isPickled: boolean;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const longestHeader = 1 << 20;
const mostDims = 64;

export function isNpy(source: ByteSource): boolean {
  const start = source.read(0, magic.length);
  return magic.every((it, i) => start[i] === it);
}

export function readNpyHead(source: ByteSource): Result<NpyArray> {
  const fail = (message: string, offset = 0, code: Problem["code"] = "malformed"): Result<NpyArray> => ({
    ok: false,
    error: { code, severity: "error", message, offset },
  });
  if (!isNpy(source))
    return fail("This is no NumPy array: it does not begin with its mark.", 0, "unreadable");
  const cursor = new ByteCursor(source, magic.length);
  const [major] = [cursor.byte(), cursor.byte()];
  if (major < 1 || major > 3)
    return fail(`The array is of format ${major}; 1 to 3 are read.`, 6, "unsupported");
  const length = major === 1 ? cursor.uint16() : cursor.uint32();
  const at = cursor.position;
  if (cursor.isCut || length > cursor.left) return fail("The array ends inside its head.", at, "truncated");
  if (length > longestHeader)
    return fail(`The head takes ${length} bytes; up to ${longestHeader} are read.`, at, "limit");
  const head = dictOf(cursor.text(length));
  if (!head) return fail("The head of the array is none that NumPy writes.", at);
  return { ok: true, value: { ...head, offset: cursor.position } };
}

/** `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`, the keys in any order. */
function dictOf(text: string): Omit<NpyArray, "offset"> | undefined {
  const [, sizes] = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text) ?? [];
  const [, order] = /'fortran_order'\s*:\s*(True|False)/.exec(text) ?? [];
  const [, plain, record] = /'descr'\s*:\s*(?:'([^']{1,100})'|(\[.{0,10000}?\])\s*[,}])/s.exec(text) ?? [];
  const code = plain ?? record;
  if (!/^\s*\{.*\}\s*$/s.test(text) || sizes === undefined || order === undefined || code === undefined)
    return undefined;
  const shape = sizes
    .split(",")
    .map((it) => it.trim().replace(/L$/, ""))
    .filter((it) => it !== "")
    .map(Number);
  if (shape.length > mostDims || !shape.every(Number.isSafeInteger)) return undefined;
  const dtype = plain === undefined ? undefined : numpyType(plain);
  const isPickled = plain === undefined ? /'\|?O\d*'/.test(code) : /^[<>=|]?O\d*$/.test(plain);
  const count = shape.reduce((product, it) => product * it, 1);
  const itemSize = plain === undefined || dtype ? undefined : numpyItemSize(plain);
  const bytes = dtype ? byteLength(dtype, count) : itemSize === undefined ? undefined : itemSize * count;
  return {
    code,
    ...(dtype && { dtype }),
    shape,
    isFortran: order === "True",
    isPickled,
    ...(bytes !== undefined && !isPickled && { bytes }),
  };
}
