import { testAtenFamily } from "./contract/test-aten.ts";
import { member, testRows } from "./contract/test-rows.ts";
import { atenRecurrent } from "./aten-recurrent.ts";

testAtenFamily(atenRecurrent, [
  [
    "lstm",
    {
      inputs: [
        "float32 7x2x10",
        "float32 1x2x20",
        "float32 1x2x20",
        "float32 80x10",
        "float32 80x20",
        "float32 80",
        "float32 80",
      ],
      outputs: ["float32 7x2x20", "float32 1x2x20", "float32 1x2x20"],
      multiplyAdds: 33600,
      memoryAccess: 3140,
    },
  ],
  [
    "gru_cell",
    {
      inputs: ["float32 2x10", "float32 2x20", "float32 60x10", "float32 60x20", "float32 60", "float32 60"],
      outputs: ["float32 2x20"],
      multiplyAdds: 3600,
      memoryAccess: 2020,
    },
  ],
]);

const weights = (input: number, hidden: number, gates: number, output = hidden) => [
  `float32 ${gates * hidden}x${input}`,
  `float32 ${gates * hidden}x${output}`,
  `float32 ${gates * hidden}`,
  `float32 ${gates * hidden}`,
];

testRows(member(atenRecurrent, "lstm", "aten"), {
  "two layers, both directions, batch first": {
    inputs: [
      "float32 3x5x10",
      "float32 4x3x20",
      "float32 4x3x20",
      ...[10, 10, 40, 40].flatMap((input) => weights(input, 20, 4)),
    ],
    attributes: { hidden_size: 20, num_layers: 2, bidirectional: 1, batch_first: 1 },
    outputs: ["float32 3×5×40", "float32 4×3×20", "float32 4×3×20"],
    multiplyAdds: 15 * (2 * 80 * (10 + 20) + 2 * 80 * (40 + 20)),
  },
  // torch.nn.LSTM(10, 20, proj_size=6): weight_hr_l0 is 6×20, weight_hh_l0 80×6.
  "with a projection": {
    inputs: ["float32 5x3x10", "float32 1x3x6", "float32 1x3x20", ...weights(10, 20, 4, 6), "float32 6x20"],
    attributes: { hidden_size: 20, proj_size: 6 },
    outputs: ["float32 5×3×6", "float32 1×3×6", "float32 1×3×20"],
    multiplyAdds: 15 * (80 * 10 + 80 * 6 + 6 * 20),
  },
  "a packed sequence": {
    inputs: ["float32 11x10", undefined, undefined, ...weights(10, 20, 4)],
    attributes: { hidden_size: 20 },
    outputs: ["float32 11×20"],
    multiplyAdds: 11 * (800 + 1600),
  },
});

testRows(member(atenRecurrent, "gru", "aten"), {
  "one layer": {
    inputs: ["float32 5x3x10", "float32 1x3x20", ...weights(10, 20, 3)],
    attributes: { hidden_size: 20 },
    outputs: ["float32 5×3×20", "float32 1×3×20"],
    multiplyAdds: 15 * 60 * 30,
  },
});
