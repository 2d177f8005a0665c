import { describe, expect, test } from "vitest";
import { analyze } from "../metrics/analyze.ts";
import { readTrace } from "../read/trace.ts";
import { type Place, placesOf } from "./places.ts";

// Two convolutions of 4 channels, 3×3, no padding, made on one line in a helper, run by one line in a loop:
//  5:         self.layers = self._make()
//  8:         return nn.Sequential(*[nn.Conv2d(4, 4, 3) for _ in range(2)])
// 12:         x = self.layers(x)
const trace = {
  version: 1,
  files: ["/net.py"],
  frames: [
    [0, 5, 22, 5, 34],
    [0, 8, 34, 8, 51],
    [0, 8, 15, 8, 70],
    [0, 12, 12, 12, 26],
  ],
  stacks: [[0], [3]],
  models: [
    {
      entry: { name: "Net", kind: "class" },
      inputs: [{ name: "x", tensor: 0, source: "comment" }],
      outputs: [{ name: "y", tensor: 4 }],
      tensors: [
        ["float32", [1, 4, 8, 8]],
        ["float32", [4, 4, 3, 3]],
        ["float32", [1, 4, 6, 6]],
        ["float32", [4, 4, 3, 3]],
        ["float32", [1, 4, 4, 4]],
      ],
      constants: [
        { tensor: 1, name: "layers.0.weight", role: "parameter", paths: ["layers.0.weight"], module: 2 },
        { tensor: 3, name: "layers.1.weight", role: "parameter", paths: ["layers.1.weight"], module: 3 },
      ],
      modules: [
        { path: "", paths: [""], class: "Net", definition: null, stack: null, constants: [] },
        { path: "layers", paths: ["layers"], class: "Sequential", definition: 2, stack: 0, constants: [] },
        { path: "layers.0", paths: ["layers.0"], class: "Conv2d", definition: 1, stack: 0, constants: [0] },
        { path: "layers.1", paths: ["layers.1"], class: "Conv2d", definition: 1, stack: 0, constants: [1] },
      ],
      calls: [
        { module: 0, parent: null, stack: null, inputs: [0], outputs: [4], nodes: [0, 2] },
        { module: 1, parent: 0, stack: 1, inputs: [0], outputs: [4], nodes: [0, 2] },
        { module: 2, parent: 1, stack: null, inputs: [0], outputs: [2], nodes: [0, 1] },
        { module: 3, parent: 1, stack: null, inputs: [2], outputs: [4], nodes: [1, 2] },
      ],
      nodes: [
        { op: "Conv", domain: "", in: [0, 1], out: [2], attrs: { kernel_shape: [3, 3] }, stack: 1, call: 2 },
        { op: "Conv", domain: "", in: [2, 3], out: [4], attrs: { kernel_shape: [3, 3] }, stack: 1, call: 3 },
      ],
      notes: [],
      error: null,
    },
  ],
  candidates: [],
  notes: [],
  error: null,
};

// 36 and 16 outputs for each of 4 channels, of 36 products each.
const first = 4 * 36 * 36;
const second = 4 * 16 * 36;

describe("placesOf", () => {
  const { value, problems } = readTrace(JSON.stringify(trace));
  const [model] = value.models;
  if (!model) throw new Error("no model");
  const places = placesOf(analyze(model.model), model);
  const at = (kind: Place["kind"], line: number, column: number) =>
    places.find((it) => it.kind === kind && it.range.line === line && it.range.column === column);
  const shapes = (place: Place | undefined) =>
    place?.outputs.map((it) => (it.kind === "tensor" ? it.shape : undefined));

  test("the trace is sound", () => expect(problems).toEqual([]));

  test("a call costs what runs in it, and gives what its module gives", () => {
    const call = at("call", 12, 13);
    expect(call?.cost).toMatchObject({ parameters: 288, multiplyAdds: first + second, uncounted: [] });
    expect(shapes(call)).toEqual([[1, 4, 4, 4]]);
  });

  test("a definition stands for all the modules that it made", () => {
    const definition = at("definition", 8, 35);
    expect(definition?.modules).toEqual(["layers.0", "layers.1"]);
    expect(definition?.cost).toMatchObject({ parameters: 288, multiplyAdds: first + second });
    expect(shapes(definition)).toEqual([
      [1, 4, 6, 6],
      [1, 4, 4, 4],
    ]);
  });

  test("what led to a definition costs what was made there, once", () => {
    const helper = at("definition", 5, 23);
    expect(helper?.cost).toMatchObject({ parameters: 288, multiplyAdds: first + second });
    expect(helper?.nodes.length).toBe(2);
  });
});
