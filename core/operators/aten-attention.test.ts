import { testAtenFamily } from "./contract/test-aten.ts";
import { member, testRows } from "./contract/test-rows.ts";
import { atenAttention } from "./aten-attention.ts";

testAtenFamily(atenAttention, [
  [
    "scaled_dot_product_attention",
    {
      inputs: ["float32 1x4x49x24", "float32 1x4x49x24", "float32 1x4x49x24"],
      outputs: ["float32 1x4x49x24"],
      multiplyAdds: 460992,
      memoryAccess: 18816,
    },
  ],
  [
    "scaled_dot_product_attention",
    {
      inputs: ["float32 1x8x10x16", "float32 1x2x20x16", "float32 1x2x20x32"],
      outputs: ["float32 1x8x10x32"],
      multiplyAdds: 76800,
      memoryAccess: 5760,
    },
  ],
]);

testRows(member(atenAttention, "scaled_dot_product_attention", "aten"), {
  // Llama 3's grouped heads: 32 of the query, 8 of key and value.
  "grouped heads": {
    inputs: ["float16 1x32x128x128", "float16 1x8x128x128", "float16 1x8x128x128"],
    outputs: ["float16 1×32×128×128"],
    multiplyAdds: 32 * 128 * 128 * 256,
  },
  "no heads": {
    inputs: ["float32 5x10x16", "float32 5x20x16", "float32 5x20x8"],
    outputs: ["float32 5×10×8"],
    multiplyAdds: 5 * 10 * 20 * 24,
  },
  "a batch that broadcasts is left to the trace": {
    inputs: ["float32 1x4x10x16", "float32 3x4x20x16", "float32 3x4x20x16"],
    outputs: [],
  },
});
