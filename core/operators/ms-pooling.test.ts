import { msMember, testRows } from "./contract/test-rows.ts";
import { msPooling } from "./ms-pooling.ts";

testRows(msMember(msPooling, "NhwcMaxPool"), {
  // ONNX Runtime 1.32 gives this shape.
  "channels innermost": {
    inputs: ["uint8 1x8x9x3"],
    attributes: { kernel_shape: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0], ceil_mode: 1 },
    outputs: ["uint8 1×5×5×3"],
    multiplyAdds: 0,
  },
  "no kernel": { inputs: ["uint8 1x8x9x3"], outputs: ["uint8 unknown shape"] },
});

testRows(msMember(msPooling, "MaxpoolWithMask"), {
  "channels first": {
    inputs: ["float32 1x3x8x8", "int32 1x3x8x8"],
    attributes: { kernel_shape: [3, 3], strides: [2, 2] },
    outputs: ["float32 1×3×3×3"],
  },
});
