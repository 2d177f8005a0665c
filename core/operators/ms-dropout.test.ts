import { msMember, testRows } from "./contract/test-rows.ts";
import { msDropout } from "./ms-dropout.ts";

testRows(msMember(msDropout, "BiasDropout"), {
  "with mask": { inputs: ["float32 Nx4", "float32 4"], outputs: ["float32 N×4", "bool N×4"] },
});

testRows(msMember(msDropout, "BitmaskDropout"), {
  // 66 bits need three words of 32.
  "mask in words": { inputs: ["float32 2x33"], outputs: ["float32 2×33", "uint32 3"] },
  unknown: { inputs: ["float32 ?"], outputs: ["float32 unknown shape", "uint32 y1_d0"] },
});

testRows(msMember(msDropout, "BitmaskBiasDropout"), {
  "mask in words": { inputs: ["float32 32", "float32 32"], outputs: ["float32 32", "uint32 1"] },
});
