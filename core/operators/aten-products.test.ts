import { testAtenFamily } from "./contract/test-aten.ts";
import { atenProducts } from "./aten-products.ts";

testAtenFamily(atenProducts, [
  [
    "addmm",
    {
      inputs: ["float32 5", "float32 2x3", "float32 3x5"],
      outputs: ["float32 2x5"],
      multiplyAdds: 30,
      memoryAccess: 36,
    },
  ],
  [
    "baddbmm",
    {
      inputs: ["float32 4x2x5", "float32 4x2x3", "float32 4x3x5"],
      outputs: ["float32 4x2x5"],
      multiplyAdds: 120,
      memoryAccess: 164,
    },
  ],
  [
    "addbmm",
    {
      inputs: ["float32 2x5", "float32 4x2x3", "float32 4x3x5"],
      outputs: ["float32 2x5"],
      multiplyAdds: 120,
      memoryAccess: 104,
    },
  ],
  [
    "tensordot",
    {
      inputs: ["float32 2x3x4", "float32 4x3x5"],
      outputs: ["float32 2x5"],
      multiplyAdds: 120,
      memoryAccess: 94,
    },
  ],
  [
    "bilinear",
    {
      inputs: ["float32 2x3", "float32 2x4", "float32 5x3x4"],
      outputs: ["float32 2x5"],
      multiplyAdds: 120,
      memoryAccess: 84,
    },
  ],
  ["dot", { inputs: ["float32 6", "float32 6"], outputs: ["float32 1"], multiplyAdds: 6, memoryAccess: 13 }],
  [
    "linalg_vecdot",
    { inputs: ["float32 2x6", "float32 2x6"], outputs: ["float32 2"], multiplyAdds: 12, memoryAccess: 26 },
  ],
  [
    "conv_tbc",
    {
      inputs: ["float32 8x2x3", "float32 5x3x4", "float32 4"],
      outputs: ["float32 4x2x4"],
      multiplyAdds: 480,
      memoryAccess: 144,
    },
  ],
  ["mv", { inputs: ["float32 2x3", "float32 3"], outputs: ["float32 2"], multiplyAdds: 6, memoryAccess: 11 }],
]);
