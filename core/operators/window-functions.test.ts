import { symbol } from "../graph/dim.ts";
import { windowFunctions } from "./window-functions.ts";
import { testFamily } from "./contract/test-family.ts";

const scalar = (value: number | ReturnType<typeof symbol>) => ({ type: "int64 scalar", data: [value] });

testFamily(windowFunctions, [
  ["HannWindow", "of a known size", { inputs: [scalar(400)], outputs: ["float32 400"] }],
  [
    "HammingWindow",
    "of a symbolic size",
    { inputs: [scalar(symbol("n"))], attributes: { output_datatype: 11 }, outputs: ["float64 n"] },
  ],
  ["BlackmanWindow", "of a size not known", { inputs: ["int64 scalar"], outputs: ["float32 y0_d0"] }],
  ["HannWindow", "of a negative size", { inputs: [scalar(-4)], outputs: ["float32 y0_d0"] }],
  [
    "MelWeightMatrix",
    "spectrum bins by mel bands",
    { inputs: [scalar(80), scalar(400), scalar(16000)], outputs: ["float32 201×80"] },
  ],
  [
    "MelWeightMatrix",
    "not known",
    { inputs: ["int64 scalar", "int64 scalar"], outputs: ["float32 y0_d0×y0_d1"] },
  ],
]);
