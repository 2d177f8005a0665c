import { testRows } from "./contract/test-rows.ts";
import { einsum } from "./einsum.ts";

const equation = (text: string) => ({ equation: { kind: "string", value: text } as const });

// Shapes are NumPy's einsum's.
testRows(einsum, {
  "matrix product": {
    inputs: ["float32 2x3", "float32 3x4"],
    attributes: equation("ij,jk->ik"),
    outputs: ["float32 2×4"],
    multiplyAdds: 24,
  },
  // Q·Kᵀ of BERT-base at 128 tokens: 12 × 128 × 128 × 64.
  "attention scores": {
    inputs: ["float32 1x12x128x64", "float32 1x12x128x64"],
    attributes: equation("bhid,bhjd->bhij"),
    outputs: ["float32 1×12×128×128"],
    multiplyAdds: 12_582_912,
  },
  "implicit result is sorted": {
    inputs: ["float32 2x3", "float32 4x2"],
    attributes: equation("ba,Cb"),
    outputs: ["float32 4×3"],
    multiplyAdds: 24,
  },
  "ellipsis broadcasts": {
    inputs: ["float32 2x1x3x4", "float32 5x4x6"],
    attributes: equation("...ij,...jk->...ik"),
    outputs: ["float32 2×5×3×6"],
    multiplyAdds: 720,
  },
  "ellipsis in an implicit result": {
    inputs: ["float32 2x3x4", "float32 4"],
    attributes: equation("...i,i"),
    outputs: ["float32 2×3"],
    multiplyAdds: 24,
  },
  diagonal: {
    inputs: ["float32 3x3"],
    attributes: equation("ii->i"),
    outputs: ["float32 3"],
    multiplyAdds: 0,
  },
  trace: {
    inputs: ["float32 3x3"],
    attributes: equation("ii"),
    outputs: ["float32 scalar"],
    multiplyAdds: 0,
  },
  "repeated index in one of two operands": {
    inputs: ["float32 3x3x2", "float32 2"],
    attributes: equation(" i i j , j -> i j "),
    outputs: ["float32 3×2"],
    multiplyAdds: 6,
  },
  // (2·3·4) for the first pair, (2·4·5) for its result and the third operand.
  "three operands in pairs": {
    inputs: ["float32 2x3", "float32 3x4", "float32 4x5"],
    attributes: equation("ij,jk,kl->il"),
    outputs: ["float32 2×5"],
    multiplyAdds: 24 + 40,
  },
  symbolic: {
    inputs: ["float32 BxSx8", "float32 8x4"],
    attributes: equation("bsd,de->bse"),
    outputs: ["float32 B×S×4"],
    multiplyAdds: "32*B*S",
  },
  "unknown operand": {
    inputs: ["float32 2x3", "float32 ?"],
    attributes: equation("ij,jk->ik"),
    outputs: ["float32 unknown shape"],
  },
  "rank does not fit": {
    inputs: ["float32 2x3", "float32 3"],
    attributes: equation("ij,jk->ik"),
    outputs: ["float32 unknown shape"],
  },
  "unknown axis in the result": {
    inputs: ["float32 2x3"],
    attributes: equation("ij->z"),
    outputs: ["float32 unknown shape"],
  },
  "two ellipses": {
    inputs: ["float32 2x3"],
    attributes: equation("......->"),
    outputs: ["float32 unknown shape"],
  },
  "no equation": { inputs: ["float32 2x3"], outputs: ["float32 unknown shape"] },
});
