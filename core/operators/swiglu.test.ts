import { testFamily } from "./contract/test-family.ts";
import { swiglu } from "./swiglu.ts";

testFamily(swiglu, [
  [
    "SwiGLU",
    "keeps the shape",
    { inputs: ["float16 1xSx8", "float16 1xSx8"], outputs: ["float16 1×S×8"], opset: 28 },
  ],
]);
