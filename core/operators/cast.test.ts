import { multiply, symbol } from "../graph/dim.ts";
import { cast } from "./cast.ts";
import { testFamily } from "./contract/test-family.ts";

const height = symbol("H");

testFamily(cast, [
  ["Cast", "by type code", { inputs: ["int64 2xN"], attributes: { to: 10 }, outputs: ["float16 2×N"] }],
  [
    "Cast",
    "by name before opset 6",
    { inputs: ["int64 2"], attributes: { to: "DOUBLE" }, opset: 1, outputs: ["float64 2"] },
  ],
  [
    "Cast",
    "to a type that is not known",
    { inputs: ["int64 2"], attributes: { to: 99 }, outputs: ["unknown type 2"] },
  ],
  [
    "Cast",
    "floats to integers, toward 0",
    {
      inputs: [{ type: "float32 3", data: [1.9, -1.9, multiply(height, 0.5)] }],
      attributes: { to: 7 },
      outputs: ["int64 3"],
      data: [[1, -1, "floor(H/2)"]],
    },
  ],
  [
    "Cast",
    "sizes through float and back",
    {
      inputs: [{ type: "int64 1", data: [height] }],
      attributes: { to: 1 },
      outputs: ["float32 1"],
      data: [["H"]],
    },
  ],
  [
    "Cast",
    "numbers to truth values, symbols not",
    {
      inputs: [{ type: "int64 2", data: [0, 3] }],
      attributes: { to: 9 },
      outputs: ["bool 2"],
      data: [[0, 1]],
    },
  ],
  [
    "Cast",
    "a size to a truth value",
    {
      inputs: [{ type: "int64 1", data: [height] }],
      attributes: { to: 9 },
      outputs: ["bool 1"],
      data: [undefined],
    },
  ],
  [
    "Cast",
    "the largest int64 cannot be wrapped here",
    {
      inputs: [{ type: "int64 1", data: [2 ** 63] }],
      attributes: { to: 6 },
      outputs: ["int32 1"],
      data: [undefined],
    },
  ],
  [
    "Cast",
    "infinity has no integer",
    {
      inputs: [{ type: "float32 1", data: [-Infinity] }],
      attributes: { to: 7 },
      outputs: ["int64 1"],
      data: [undefined],
    },
  ],
  ["CastLike", "takes the type of input 1", { inputs: ["float32 N", "int8 4"], outputs: ["int8 N"] }],
  [
    "BitCast",
    "keeps the shape",
    { inputs: ["float32 2x3"], attributes: { to: 12 }, outputs: ["uint32 2×3"] },
  ],
]);
