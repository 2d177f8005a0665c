// Bytes that break the wire format or the messages of ONNX (the structure of graphs: hostile-graphs.ts).
import { type HostileCase } from "./hostile-case.ts";
import {
  bytes,
  external,
  field,
  float32s,
  head,
  int64s,
  integer,
  intAttribute,
  model,
  nested,
  node,
  opened,
  opset,
  tensor,
  value,
} from "./wire.ts";

const relu = node("Relu", { in: ["x"], out: ["y"] });
const ends = [value(11, "x", [1, 4]), value(12, "y", [1, 4])];
const graph = [relu, ...ends];
const endless = (number: number, length: bigint) => Buffer.concat([head(number, length), relu]);
const zeros = bytes([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00]);

export const wireCases: readonly HostileCase[] = [
  ...[3, 4, 6, 7].map((type) => ({
    name: `wire type ${type}`,
    make: () => model([...graph, bytes([(9 << 3) | type, 1, 2])]),
    says: new RegExp(`wire type ${type}`),
  })),
  { name: "field 0", make: () => model([...graph, bytes([0, 1])]), says: /no protobuf field/ },
  {
    name: "a tag of 64 bits",
    make: () => model([...graph, bytes([0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1])]),
    says: /no protobuf field/,
  },
  {
    name: "a varint of 12 bytes",
    make: () => model([...graph, bytes([1 << 3]), zeros]),
    says: /longer than 10 bytes/,
  },
  {
    name: "an overlong length",
    make: () => model([...graph, bytes([(2 << 3) | 2, 0x81, 0x80, 0x80, 0x80, 0x00, 0x67])]),
  },
  ...[31n, 32n, 53n, 62n, 63n].map((power) => ({
    name: `a length of 2^${power}`,
    make: () => model([...graph, endless(1, 1n << power)]),
    says: /bytes, but only \d+ are left/,
  })),
  { name: "a length of -1", make: () => model([...graph, endless(1, -1n)]), says: /are left/ },
  {
    name: "a length one too long",
    make: () => model([...graph, endless(5, BigInt(relu.length + 1))]),
    says: /are left/,
  },
  {
    name: "fixed fields past the end",
    make: () => model([...graph, field(5, tensor("w", 1, [1]), bytes([(4 << 3) | 5, 1, 2]))]),
    says: /runs past the end/,
  },
  {
    name: "a packed list cut inside a number",
    make: () => model([...graph, field(5, tensor("w", 7, [2]), field(7, bytes([1, 0x80])))]),
    says: /runs past the end|stored values/,
  },
  {
    name: "floats of 3 bytes",
    make: () => model([...graph, field(5, tensor("w", 1, [1]), field(4, bytes([1, 2, 3])))]),
    says: /runs past the end|stored values/,
  },
  {
    name: "wrong wire type for a known field",
    make: () => model([...graph, integer(1, 5), integer(11, 7)]),
    says: /wire type 0 where 2/,
  },
  {
    name: "two graphs",
    make: () => Buffer.concat([model(graph), field(7, node("Neg", { in: ["y"], out: ["z"] }))]),
    says: /several pieces/,
  },
  {
    name: "a hundred thousand graphs",
    make: () => Buffer.concat([model(graph), ...new Array<Buffer>(100_000).fill(field(7))]),
    says: /several pieces/,
  },
  ...[100, 10_000, 1_000_000].map((depth) => ({
    name: `${depth} sequence types inside each other`,
    make: () =>
      model([
        ...graph,
        field(
          13,
          field(1, "t"),
          field(
            2,
            nested(depth, Buffer.alloc(0), (length) => opened(length, [4, none], [1, none])),
          ),
        ),
      ]),
    says: /nest deeper/,
    isLarge: depth > 10_000,
  })),
];

const none = Buffer.alloc(0);

const withTensor = (...content: Uint8Array[]) => model([...graph, field(5, ...content)]);

export const tensorCases: readonly HostileCase[] = [
  {
    name: "dims whose product overflows",
    make: () => withTensor(tensor("w", 1, [2n ** 40n, 2n ** 40n])),
    says: /more than can be counted/,
  },
  {
    name: "used dims whose product overflows",
    make: () =>
      model([
        node("Add", { in: ["x", "w"], out: ["y"] }),
        ...ends,
        field(5, tensor("w", 1, new Array<bigint>(40).fill(2n ** 62n))),
      ]),
    says: /more than can be counted/,
  },
  {
    name: "inputs whose size overflows",
    make: () => model([relu, value(11, "x", new Array<bigint>(40).fill(2n ** 62n)), value(12, "y")]),
  },
  {
    name: "negative dims",
    make: () => withTensor(tensor("w", 1, [-1, 4, -(2n ** 63n)])),
    says: /size of -/,
  },
  {
    name: "negative sizes of an input",
    make: () => model([relu, value(11, "x", [-5, 2]), value(12, "y")]),
    says: /has size -5/,
  },
  {
    name: "a million dims",
    make: () => withTensor(tensor("w", 1, new Array<number>(1_000_000).fill(1))),
    isLarge: true,
  },
  {
    name: "a million sizes of an input",
    make: () => model([relu, value(11, "x", new Array<number>(1_000_000).fill(1)), value(12, "y")]),
    isLarge: true,
  },
  {
    name: "raw data too short",
    make: () => withTensor(tensor("w", 1, [4], field(9, "abc"))),
    says: /3 bytes/,
  },
  {
    name: "raw data too long",
    make: () => withTensor(tensor("w", 1, [1], field(9, float32s(1, 2)))),
    says: /8 bytes/,
  },
  {
    name: "raw and typed data",
    make: () => withTensor(tensor("w", 1, [1], field(9, float32s(1)), field(4, float32s(1)))),
    says: /raw and typed/,
  },
  ...[0, 99, -1, 2 ** 31].map((code) => ({
    name: `element type ${code}`,
    make: () => withTensor(tensor("w", code, [1], field(9, "abcd"))),
    says: /element type/,
  })),
  {
    name: "an odd number of int4 values",
    make: () => withTensor(tensor("w", 22, [5], field(9, "abc"))),
  },
  {
    name: "int4 values one byte short",
    make: () => withTensor(tensor("w", 22, [5], field(9, "ab"))),
    says: /2 bytes/,
  },
  {
    name: "strings as raw data",
    make: () => withTensor(tensor("w", 8, [1], field(9, "abc"))),
    says: /strings/,
  },
  {
    name: "bytes that are no UTF-8",
    make: () => withTensor(tensor("w", 8, [1], field(6, bytes([0xff, 0xc0, 0x80])))),
  },
  {
    name: "values in the field of another type",
    make: () => withTensor(tensor("w", 7, [1], field(4, float32s(1)))),
    says: /instead of/,
  },
  {
    name: "a sparse index outside",
    make: () => sparse([3], [7]),
    says: /outside its shape/,
  },
  { name: "a sparse index below 0", make: () => sparse([3], [-1]), says: /outside its shape/ },
  { name: "fewer sparse indices than values", make: () => sparse([3], []), says: /1 values and 0 indices/ },
  { name: "a sparse tensor of 2^62 × 2^62", make: () => sparse([2n ** 62n, 2n ** 62n], [1]) },
  { name: "a sparse tensor without anything", make: () => model([...graph, field(15)]) },
  {
    name: "two initializers of one name",
    make: () => twice(),
    says: /Two initializers/,
  },
  {
    name: "external data without anything",
    make: () => model([...graph, external("w", [])]),
    says: /no location/,
  },
  {
    name: "a hundred thousand external files",
    make: () =>
      model([
        ...graph,
        ...Array.from({ length: 100_000 }, (_, i) => external(`w${i}`, [["location", `w${i}.bin`]])),
      ]),
    says: /is not there/,
    isLarge: true,
  },
];

function twice(): Buffer {
  const one = field(5, tensor("w", 1, [1], field(9, "abcd")));
  return model([...graph, one, one]);
}

function sparse(dims: readonly (number | bigint)[], indices: readonly number[]): Buffer {
  const values = tensor("s", 1, [1], field(9, float32s(1)));
  const places = tensor("", 7, [indices.length], field(9, int64s(...indices)));
  return model([
    ...graph,
    field(15, field(1, values), field(2, places), ...dims.map((it) => integer(3, it))),
  ]);
}

export const headerCases: readonly HostileCase[] = [
  ...[0n, 999n, -1n, 2n ** 63n].map((version) => ({
    name: `opset ${version}`,
    make: () => model(graph, { before: opset(version) }),
  })),
  { name: "no opset", make: () => model(graph, { before: none }), says: /no operator set/ },
  {
    name: "two opsets of one domain",
    make: () => model(graph, { before: Buffer.concat([opset(3), opset(21)]) }),
  },
  {
    name: "IR version 2^63",
    make: () => model(graph, { before: Buffer.concat([opset(21), integer(1, 2n ** 63n)]) }),
  },
  { name: "IR version 0", make: () => model(graph, { before: Buffer.concat([opset(21), integer(1, 0)]) }) },
  {
    name: "training information",
    make: () => model(graph, { after: field(20, field(1)) }),
    says: /training/,
  },
  {
    name: "quantization annotations of nothing",
    make: () =>
      model([...graph, field(14, field(1, "gone"), field(2, field(1, "SCALE_TENSOR"), field(2, "none")))]),
  },
  {
    name: "HTML in names and metadata",
    make: () =>
      model([node("Relu", { in: ["x"], out: ["y"] }, field(3, "<script>alert(1)</script>")), ...ends], {
        after: field(14, field(1, "<img src=x onerror=alert(1)>"), field(2, "](command:x)")),
      }),
  },
  {
    name: "control characters in names",
    make: () =>
      model([
        node(
          "Relu",
          { in: ["x"], out: ["\u001b]52;c;eA==\u0007\u202e\u0000y"] },
          field(3, "\n\r\t\u0085\u2028"),
        ),
        ...ends,
      ]),
    says: /Nothing defines/,
  },
  { name: "one name of 10^7 characters", make: () => longNames(10_000_000), isLarge: true },
  {
    name: "names longer than are read",
    make: () => longNames(17_000_000),
    says: /longer than/,
    isLarge: true,
  },
  { name: "a name of 10^6 quotes", make: () => longNames(1_000_000, '"\\\n'), isLarge: true },
  {
    name: "a domain of 10^6 characters",
    make: () => model([node("Op", { in: ["x"], out: ["y"] }, field(7, "d".repeat(1_000_000))), ...ends]),
    isLarge: true,
  },
  {
    name: "10^5 opsets",
    make: () =>
      model(graph, { before: Buffer.concat(Array.from({ length: 100_000 }, (_, i) => opset(i, `d${i}`))) }),
    isLarge: true,
  },
  {
    name: "10^5 metadata entries",
    make: () =>
      model(graph, {
        after: Buffer.concat(
          Array.from({ length: 100_000 }, (_, i) => field(14, field(1, `k${i}`), field(2, "v"))),
        ),
      }),
    isLarge: true,
  },
  {
    name: "an attribute given twice",
    make: () =>
      model([
        node("Softmax", { in: ["x"], out: ["y"] }, intAttribute("axis", 1), intAttribute("axis", 0)),
        ...ends,
      ]),
    says: /given twice/,
  },
  {
    name: "an attribute of another type than it says",
    make: () =>
      model([
        node("Softmax", { in: ["x"], out: ["y"] }, field(5, field(1, "axis"), integer(3, 1), integer(20, 4))),
        ...ends,
      ]),
    says: /says type 4/,
  },
  {
    name: "an attribute of type 99",
    make: () =>
      model([
        node("Softmax", { in: ["x"], out: ["y"] }, field(5, field(1, "axis"), integer(20, 99))),
        ...ends,
      ]),
    says: /says type 99|holds no value/,
  },
];

function longNames(length: number, unit = "n"): Buffer {
  const name = unit.repeat(length / unit.length);
  return model([node("Relu", { in: ["x"], out: ["y"] }, field(3, name)), ...ends]);
}

export const otherFiles: readonly HostileCase[] = [
  { name: "an empty file", make: () => none, says: /empty/ },
  { name: "one byte", make: () => bytes([8]), says: /No ONNX graph/ },
  { name: "one zero", make: () => bytes([0]), says: /No ONNX graph/ },
  { name: "text", make: () => Buffer.from("Not a model.\n".repeat(100)), says: /looks like text/ },
  { name: "a web page", make: () => Buffer.from("<!DOCTYPE html><html></html>"), says: /HTML/ },
  {
    name: "a Git LFS pointer",
    make: () => Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
    says: /LFS/,
  },
  { name: "gzip", make: () => bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), says: /gzip/ },
  { name: "zip", make: () => bytes([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), says: /zip/ },
  { name: "a megabyte of zeros", make: () => Buffer.alloc(1 << 20), says: /No ONNX graph/ },
  {
    name: "a megabyte of 0xff",
    make: () => Buffer.alloc(1 << 20, 0xff),
    says: /No ONNX graph|looks like text/,
  },
  {
    name: "a megabyte of empty nodes",
    make: () => model([Buffer.alloc(1 << 20, bytes([0x0a, 0]))]),
    isLarge: true,
    says: /more than \d+ nodes/,
  },
];
