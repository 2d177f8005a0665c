import { symbol } from "../graph/dim.ts";
import { type Attribute } from "../graph/model.ts";
import { constantOfShape } from "./constant-of-shape.ts";
import { testFamily } from "./contract/test-family.ts";

const one: Attribute = {
  kind: "tensor",
  value: { name: "", dtype: "int64", dims: [1], values: [1], storage: { kind: "literal" } },
};
const type = "ConstantOfShape";

testFamily(constantOfShape, [
  [
    type,
    "float32 zeros by default",
    { inputs: [{ type: "int64 2", data: [2, 0] }], outputs: ["float32 2×0"], data: [[]] },
  ],
  [
    type,
    "the value and its type",
    {
      inputs: [{ type: "int64 1", data: [3] }],
      attributes: { value: one },
      outputs: ["int64 3"],
      data: [[1, 1, 1]],
    },
  ],
  [type, "a scalar", { inputs: [{ type: "int64 0", data: [] }], outputs: ["float32 scalar"], data: [[0]] }],
  [
    type,
    "symbolic sizes",
    { inputs: [{ type: "int64 2", data: [symbol("N"), 4] }], outputs: ["float32 N×4"] },
  ],
  [type, "only the rank is known", { inputs: ["int64 2"], outputs: ["float32 y0_d0×y0_d1"] }],
  [type, "nothing is known", { inputs: ["int64 K"], outputs: ["float32 unknown shape"] }],
  [type, "a negative size", { inputs: [{ type: "int64 1", data: [-3] }], outputs: ["float32 y0_d0"] }],
  [type, "a rank from a damaged file", { inputs: ["int64 4000000000"], outputs: ["float32 unknown shape"] }],
]);
