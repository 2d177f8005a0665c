import { member, testRows } from "./contract/test-rows.ts";
import { recurrent } from "./recurrent.ts";

testRows(member(recurrent, "LSTM"), {
  // 35 steps × 20 sequences × 4 gates × (200 + 200) × 200: a layer of the medium language model on Penn Treebank.
  "one direction": {
    inputs: ["float32 35x20x200", "float32 1x800x200", "float32 1x800x200", "float32 1x1600"],
    attributes: { hidden_size: 200 },
    outputs: ["float32 35×1×20×200", "float32 1×20×200", "float32 1×20×200"],
    multiplyAdds: 224_000_000,
  },
  "both directions": {
    inputs: ["float32 5x2x3", "float32 2x16x3", "float32 2x16x4"],
    attributes: { hidden_size: 4, direction: "bidirectional" },
    outputs: ["float32 5×2×2×4", "float32 2×2×4", "float32 2×2×4"],
    multiplyAdds: 5 * 2 * 2 * 4 * 7 * 4,
  },
  "batch first": {
    inputs: ["float32 2x5x3", "float32 1x16x3", "float32 1x16x4"],
    attributes: { hidden_size: 4, layout: 1 },
    outputs: ["float32 2×5×1×4", "float32 2×1×4", "float32 2×1×4"],
    multiplyAdds: 5 * 2 * 4 * 7 * 4,
  },
  "hidden size from the recurrent weight": {
    inputs: ["float32 seqxNx3", "float32 1x16x3", "float32 1x16x4"],
    outputs: ["float32 seq×1×N×4", "float32 1×N×4", "float32 1×N×4"],
    multiplyAdds: "112*N*seq",
  },
  "nothing known": {
    inputs: ["float32 ?", "float32 ?", "float32 ?"],
    outputs: ["float32 y0_d0×1×y0_d2×y0_d3", "float32 1×y1_d1×y1_d2", "float32 1×y2_d1×y2_d2"],
  },
});

testRows(member(recurrent, "GRU"), {
  "three gates": {
    inputs: ["float32 5x2x3", "float32 1x12x3", "float32 1x12x4"],
    attributes: { hidden_size: 4 },
    outputs: ["float32 5×1×2×4", "float32 1×2×4"],
    multiplyAdds: 5 * 2 * 3 * 7 * 4,
  },
});

testRows(member(recurrent, "RNN"), {
  "one gate": {
    inputs: ["float32 5x2x3", "float32 1x4x3", "float32 1x4x4"],
    attributes: { hidden_size: 4, direction: "reverse" },
    outputs: ["float32 5×1×2×4", "float32 1×2×4"],
    multiplyAdds: 5 * 2 * 7 * 4,
  },
});
