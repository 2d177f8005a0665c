import { softmax } from "./softmax.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(softmax, [
  [
    "Softmax",
    "keeps the shape",
    { inputs: ["float32 1x12xSxS"], outputs: ["float32 1×12×S×S"], multiplyAdds: 0 },
  ],
  [
    "LogSoftmax",
    "the axes from 1 on before opset 13",
    { inputs: ["float32 2x3x4"], opset: 11, outputs: ["float32 2×3×4"] },
  ],
  [
    "Hardmax",
    "an axis out of range",
    { inputs: ["float32 2"], attributes: { axis: 7 }, outputs: ["float32 2"] },
  ],
]);
