import { testRows } from "./contract/test-rows.ts";
import { stft } from "./stft.ts";

const scalar = (value: number) => ({ type: "int64 scalar", data: [value] });

testRows(stft, {
  // 1 + (16000 − 400) / 160 frames of 201 frequencies: 25 ms windows every 10 ms over one second of speech.
  "one second of speech": {
    inputs: ["float32 1x16000x1", scalar(160), "float32 400"],
    outputs: ["float32 1×98×201×2"],
    multiplyAdds: 0,
  },
  "frame length stated, both sides": {
    inputs: ["float32 2x128x1", scalar(8), undefined, scalar(16)],
    attributes: { onesided: 0 },
    outputs: ["float32 2×15×16×2"],
  },
  "symbolic length": {
    inputs: ["float32 NxLx1", scalar(160), "float32 400"],
    outputs: ["float32 N×floor((L - 400)/160) + 1×201×2"],
  },
  "step known only when it runs": {
    inputs: ["float32 1x128x1", "int64 scalar", "float32 16"],
    outputs: ["float32 1×y0_d1×9×2"],
  },
  "step of zero": {
    inputs: ["float32 1x128x1", scalar(0), "float32 16"],
    outputs: ["float32 1×y0_d1×9×2"],
  },
  "signal shorter than a frame": {
    inputs: ["float32 1x8x1", scalar(4), "float32 16"],
    outputs: ["float32 1×0×9×2"],
  },
  "nothing known": { inputs: ["float32 ?", "int64 scalar"], outputs: ["float32 y0_d0×y0_d1×y0_d2×2"] },
});
