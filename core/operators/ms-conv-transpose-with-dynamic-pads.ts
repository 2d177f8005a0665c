import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { convTranspose, convTransposeMultiplyAdds, convTransposeShape } from "./conv-transpose.ts";

/** x, w, pads, b: a transposed convolution whose padding is computed in the graph. */
export const msConvTransposeWithDynamicPads: Operator = {
  type: "ConvTransposeWithDynamicPads",
  domain: "com.microsoft",
  doc: "Transposed convolution whose padding is an input.",
  roles: ["data", "weight", "setting", "weight"],
  ...(convTranspose.howCounted && { howCounted: convTranspose.howCounted }),

  infer(call) {
    const pads = call.numbers(2);
    const shape = convTransposeShape(call, pads);
    const isOpen = call.has(2) && !pads;
    return [tensor(call.dtype(0), isOpen ? shape?.map((it, i) => (i < 2 ? it : call.fresh(0, i))) : shape)];
  },

  multiplyAdds: convTransposeMultiplyAdds,
};
