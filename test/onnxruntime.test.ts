import { readdirSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { isKnown } from "../core/graph/dim.ts";
import { type DataType } from "../core/graph/data-type.ts";
import { dtypeOf, shapeOf } from "../core/graph/value-type.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { type Tensor as Known } from "../core/metrics/tensor.ts";
import { openModel } from "../server/open-model.ts";

// ONNX Runtime runs every sample; what comes out must have the type and shape that we inferred.
const folder = join(import.meta.dirname, "..", "samples");
const samples = readdirSync(folder).filter((it) => it.endsWith(".onnx"));

/** Sizes for inputs that samples leave open. */
const sizes: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  "ppocr-cls.onnx": { x: [2, 3, 48, 192] },
  "silero-vad.onnx": { input: [1, 576], state: [2, 1, 128] },
};
const makers: Partial<Record<DataType, (count: number) => Tensor["data"]>> = {
  float32: (count) => new Float32Array(count).fill(0.1),
  int64: (count) => new BigInt64Array(count).fill(16_000n),
};

describe("onnxruntime agrees on the outputs of", () => {
  for (const name of samples) {
    test(name, async () => {
      const opened = openModel(join(folder, name));
      if (!opened.ok) throw new Error(opened.error.message);
      const shapes = new Map(Object.entries(sizes[name] ?? {}));
      const { inputs, outputs } = analyze(opened.value.model, { bindings: new Map([["batch", 3]]), shapes });

      const session = await InferenceSession.create(join(folder, name), {
        intraOpNumThreads: 1,
        logSeverityLevel: 3,
      });
      const results = await session.run(Object.fromEntries(inputs.map((it) => [it.name, feed(it)])));
      for (const output of outputs) {
        const actual = results[output.name];
        expect(actual, output.name).toBeDefined();
        expect(dtypeOf(output.type)).toBe(actual?.type);
        // A size that depends on values is a symbol to us; every other one must be the one that came out.
        const ours = shapeOf(output.type)?.map((dim, i) => (isKnown(dim) ? dim : actual?.dims[i]));
        expect(ours).toEqual(actual?.dims);
      }
    });
  }
});

function feed(input: Known): Tensor {
  const shape = (shapeOf(input.type) ?? []).map(Number);
  const dtype = dtypeOf(input.type) ?? "float32";
  const data = makers[dtype]?.(shape.reduce((a, b) => a * b, 1));
  if (!data) throw new Error(`no values of type ${dtype}`);
  return new Tensor(dtype as "float32", data as Float32Array, shape);
}
