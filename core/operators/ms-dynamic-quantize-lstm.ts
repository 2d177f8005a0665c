import { type Operator } from "./contract/operator.ts";
import { recurrentHowCounted, recurrentMultiplyAdds, recurrentTypes } from "./contract/recurrent.ts";

/** x, W [directions, input, 4·hidden], R, B, sequence_lens, initial_h, initial_c, P, then scales and zero points. */
export const msDynamicQuantizeLstm: Operator = {
  type: "DynamicQuantizeLSTM",
  domain: "com.microsoft",
  doc: "LSTM with 8-bit weights that quantizes its input while it runs.",
  roles: [
    ...(["data", "weight", "weight", "weight", "data", "data", "data", "weight"] as const),
    ...(["buffer", "buffer", "buffer", "buffer"] as const),
  ],
  howCounted: recurrentHowCounted,
  // The recurrent weight is [directions, hidden, 4·hidden] here.
  infer: (call) => recurrentTypes(call, 1),
  multiplyAdds: (call) => recurrentMultiplyAdds(call, 4, 1),
};
