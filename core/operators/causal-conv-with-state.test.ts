import { causalConvWithState } from "./causal-conv-with-state.ts";
import { member, msMember, testRows } from "./contract/test-rows.ts";

testRows(member(causalConvWithState, "CausalConvWithState"), {
  "one axis": {
    inputs: ["float32 2x4x6", "float32 4x1x3", "float32 4", "float32 2x4x2"],
    outputs: ["float32 2×4×6", "float32 2×4×2"],
    multiplyAdds: 48 * 3,
  },
  symbolic: {
    inputs: ["float16 BxCxL", "float16 Cx1x4"],
    outputs: ["float16 B×C×L", "float16 B×C×3"],
    multiplyAdds: "4*B*C*L",
  },
  unknown: {
    inputs: ["float32 ?", "float32 4x1x3"],
    outputs: ["float32 unknown shape", "float32 unknown shape"],
  },
});

testRows(msMember(causalConvWithState, "CausalConvWithState"), {
  "dilated, channels last": {
    inputs: ["float32 2x6x4", "float32 4x1x3"],
    attributes: { dilation: 2, channels_last: 1 },
    outputs: ["float32 2×6×4", "float32 2×4×4"],
    multiplyAdds: 48 * 3,
  },
  "a window of states": {
    inputs: ["float32 2x4x6", "float32 4x1x3"],
    attributes: { state_window: 5 },
    outputs: ["float32 2×4×6", "float32 5×2×4×2"],
  },
});
