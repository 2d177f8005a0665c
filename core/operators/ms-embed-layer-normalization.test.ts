import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { msMember, testRows } from "./contract/test-rows.ts";
import { msEmbedLayerNormalization } from "./ms-embed-layer-normalization.ts";

const embed = msMember(msEmbedLayerNormalization, "EmbedLayerNormalization");
// The tables of BERT-base.
const bert = [
  "int32 BxS",
  "int32 BxS",
  "float32 30522x768",
  "float32 512x768",
  "float32 2x768",
  "float32 768",
];

testRows(embed, {
  "BERT-base": {
    inputs: bert,
    outputs: ["float32 B×S×768", "int32 B", "float32 B×S×768"],
    multiplyAdds: 0,
  },
  "nothing known": {
    inputs: ["int32 ?"],
    outputs: ["unknown type y0_d0×y0_d1×y0_d2", "int32 y1_d0", "unknown type y0_d0×y0_d1×y0_d2"],
  },
});

testRows(msMember(msEmbedLayerNormalization, "QEmbedLayerNormalization"), {
  "the output has the type of the scales": {
    inputs: [
      "int32 2x3",
      undefined,
      "uint8 9x8",
      "uint8 5x8",
      undefined,
      "uint8 8",
      "uint8 8",
      undefined,
      "float32 1",
    ],
    outputs: ["float32 2×3×8", "int32 2", "float32 2×3×8"],
  },
});

test("of each table one row is read for each token", () => {
  const inputs = ["int32 2x128", ...bert.slice(1)];
  const rows = 2 * 128 * 768;
  expect(embed.moves?.(callOf(embed, { inputs }), [])?.reads).toEqual([
    undefined,
    undefined,
    rows,
    rows,
    rows,
  ]);
});
