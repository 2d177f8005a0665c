import { type Attribute } from "../graph/model.ts";
import { tensor } from "../graph/value-type.ts";
import { optionals } from "./optionals.ts";
import { testFamily } from "./contract/test-family.ts";

const type: Attribute = { kind: "type", value: tensor("int32", [2]) };

testFamily(optionals, [
  ["Optional", "around a tensor", { inputs: ["float32 2xN"], outputs: ["optional of float32 2×N"] }],
  [
    "Optional",
    "empty, of a stated type",
    { inputs: [], attributes: { type }, outputs: ["optional of int32 2"] },
  ],
  [
    "OptionalGetElement",
    "of a tensor is the tensor",
    { inputs: [{ type: "int64 1", data: [5] }], outputs: ["int64 1"], data: [[5]] },
  ],
  [
    "OptionalHasElement",
    "a tensor is there",
    { inputs: ["float32 2"], outputs: ["bool scalar"], data: [[1]] },
  ],
  ["OptionalHasElement", "nothing is given", { inputs: [undefined], outputs: ["bool scalar"], data: [[0]] }],
]);
