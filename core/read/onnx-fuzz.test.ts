import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import {
  bytesField,
  int64s,
  modelProto,
  nodeProto,
  tensorProto,
  valueProto,
  varintField,
} from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

// One of everything: subgraph, function, external, sparse and typed tensors, all kinds of types.
const inner = [...bytesField(1, nodeProto("Relu", ["x"], "t")), ...bytesField(12, valueProto("t", 1))];
const branch = bytesField(5, bytesField(1, "then_branch"), bytesField(6, inner), varintField(20, 5));
const ints = bytesField(5, bytesField(1, "pads"), bytesField(8, [1, 1, 1, 1]), varintField(20, 7));
const external = tensorProto(
  "e",
  1,
  [9],
  bytesField(13, bytesField(1, "location"), bytesField(2, "w.bin")),
  varintField(14, 1),
);
const sparse = [
  ...bytesField(1, tensorProto("s", 1, [1], bytesField(4, [0, 0, 128, 63]))),
  ...varintField(3, 8),
];
const seed = new Uint8Array([
  ...modelProto(
    bytesField(1, nodeProto("Conv", ["x", "w"], "y", bytesField(3, "conv"), ints)),
    bytesField(1, nodeProto("If", ["y"], "z", branch)),
    bytesField(5, tensorProto("w", 7, [2, 2], bytesField(9, int64s(1, -2, 3, 4)))),
    bytesField(5, tensorProto("h", 10, [2], bytesField(5, [128, 120, 0]))),
    bytesField(5, external),
    bytesField(15, sparse),
    bytesField(11, valueProto("x", 1, ["batch", 3, undefined, "floor(h/2)"])),
    bytesField(12, valueProto("z", 1)),
  ),
  ...bytesField(
    25,
    bytesField(1, "F"),
    bytesField(4, "a"),
    bytesField(5, "b"),
    bytesField(7, nodeProto("Relu", ["a"], "b")),
  ),
  ...bytesField(14, bytesField(1, "key"), bytesField(2, "value")),
]);

/** Reads, and gives what must not be, whatever the bytes are. */
function faultOf(bytes: Uint8Array): string | undefined {
  const { value, problems } = readOnnx(byteSource(bytes));
  if (problems.length > 201) return "too many problems";
  const isOutside = (from: number, length = 0) => from < 0 || from + length > bytes.length;
  if (problems.some((it) => it.offset !== undefined && isOutside(it.offset, it.length)))
    return "an offset outside";
  for (const { storage, values } of value.graph.constants.values()) {
    if ((storage.kind === "raw" || storage.kind === "typed") && isOutside(storage.offset, storage.length)) {
      return "storage outside";
    }
    if ((values?.length ?? 0) > 1024) return "too many values";
  }
  return undefined;
}

test("the seed itself is whole", () => {
  const { value, problems } = readOnnx(byteSource(seed));
  expect(problems).toEqual([]);
  expect(value.graph.constants.size).toBe(4);
  expect(value.functions).toHaveLength(1);
});

test("every truncation gives a model or an error, and says so", () => {
  for (let length = 0; length < seed.length; length++) {
    const bytes = seed.subarray(0, length);
    expect(faultOf(bytes), `cut at ${length}`).toBeUndefined();
  }
  // Cut inside the graph: what came before is kept, and one problem says where.
  const { value, problems } = readOnnx(byteSource(seed.subarray(0, 120)));
  expect(value.graph.nodes[0]?.opType).toBe("Conv");
  expect(problems[0]).toMatchObject({ code: "truncated", severity: "error", offset: 7 });
});

test("20,000 random changes never throw", () => {
  const start = performance.now();
  let state = 20_260_101;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const bytes = new Uint8Array(seed.length);
  for (let round = 0; round < 20_000; round++) {
    bytes.set(seed);
    for (let i = 0; i <= random(4); i++) bytes[random(bytes.length)] = random(256);
    const fault = faultOf(bytes);
    if (fault !== undefined) expect(fault, `round ${round}`).toBeUndefined();
  }
  expect(performance.now() - start).toBeLessThan(20_000);
}, 30_000);
