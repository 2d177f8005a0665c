import { testRows } from "./contract/test-rows.ts";
import { dft } from "./dft.ts";

// Lengths as numpy.fft gives them: rfft n/2 + 1, irfft 2·(m − 1).
testRows(dft, {
  "last signal axis by default": {
    inputs: ["float32 2x5x10x1"],
    outputs: ["float32 2×5×10×2"],
    multiplyAdds: 0,
  },
  "axis 1 by default before opset 20": {
    inputs: ["float32 1x10x10x1", { type: "int64 scalar", data: [16] }],
    opset: 17,
    outputs: ["float32 1×16×10×2"],
  },
  "real to half a spectrum": {
    inputs: ["float32 2x10x1"],
    attributes: { onesided: 1 },
    outputs: ["float32 2×6×2"],
  },
  "half a spectrum to real": {
    inputs: ["float32 2x6x2"],
    attributes: { onesided: 1, inverse: 1 },
    outputs: ["float32 2×10×1"],
  },
  "symbolic length": {
    inputs: ["float32 NxLx1"],
    attributes: { onesided: 1 },
    outputs: ["float32 N×floor(L/2) + 1×2"],
  },
  "axis known only when it runs": {
    inputs: ["float32 2x10x1", undefined, "int64 scalar"],
    outputs: ["float32 2×10×2"],
  },
  "axis and length known only when it runs": {
    inputs: ["float32 2x10x1", "int64 scalar", "int64 scalar"],
    outputs: ["float32 y0_d0×y0_d1×2"],
  },
  "axis out of range": {
    inputs: ["float32 2x10x1", undefined, { type: "int64 scalar", data: [7] }],
    outputs: ["float32 2×10×2"],
  },
  "negative length": {
    inputs: ["float32 2x10x1", { type: "int64 scalar", data: [-4] }],
    outputs: ["float32 2×y0_d1×2"],
  },
  "rank not known": { inputs: ["float32 ?"], outputs: ["float32 unknown shape"] },
});
